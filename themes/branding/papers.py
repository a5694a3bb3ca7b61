"""Papers in the territory's brand: tagged PDF (PDF/UA-1) made by Typst. Texts go in as data, never as markup."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
import typst
from django.utils.translation import get_language

from themes.branding.mesh import current_mesh
from themes.branding.pictures import font_folders, logo_drawing, typst_family
from themes.branding.row_headers import name_rows
from themes.branding.selectors import current_brand
from themes.tokens import FONT_PAIRS

_PAPER = Path(__file__).parent / "typst" / "paper.typ"


def brand_on_paper() -> dict[str, str]:
    """The brand's name, colours and fonts, as plain data that a certificate keeps."""
    identity = current_brand()
    tokens, pair = identity.tokens, FONT_PAIRS[identity.choices.font_pair]
    return {
        "name": identity.name,
        "ground": tokens["brand"],
        "on-ground": tokens["on_brand"],
        "accent": tokens["accent"],
        "text": tokens["text"],
        "muted": tokens["text_muted"],
        "heading-colour": tokens["heading"],
        "line": tokens["border"],
        "sunken": tokens["sunken"],
        "heading": pair.heading,
        "body": pair.body,
    }


def make_pdf(
    *,
    template: Path,
    data: Mapping[str, Any],
    qr: str = "",
    files: Mapping[str, bytes] | None = None,
    standards: Sequence[str] = ("ua-1",),
) -> bytes:
    """A PDF of a Typst file, which may import `paper.typ`.

    `data` holds `brand`, `title`, `description`, `foot` and what it shows; `qr`: what a square code says; `files`:
    what the template shows or attaches, by name; `standards`: of PDF, as Typst names them.
    """
    brand = data["brand"]
    names = {key: typst_family(brand[key]) for key in ("heading", "body")}
    sources = {"paper.typ": _PAPER.read_bytes(), "main.typ": template.read_bytes()}
    sources["mesh.svg"] = _mesh(brand["on-ground"])
    worn = current_brand()
    sources["logo"] = logo_drawing(worn)
    sources |= files or {}
    if qr:
        sources["qr.svg"] = _qr(qr)
    pdf: bytes = typst.compile(  # type: ignore[call-overload]  # its types forget that files may come as a dict
        sources,
        format="pdf",
        pdf_standards=list(standards),
        font_paths=font_folders(brand["heading"], brand["body"]),
        ignore_system_fonts=True,
        sys_inputs={
            "data": json.dumps(
                {
                    **data,
                    "lang": get_language() or "fr",
                    "brand": brand | names,
                    "own-logo": bool(worn.logo_path),
                }
            )
        },
    )
    return name_rows(pdf)


def _mesh(colour: str) -> bytes:
    drawing = current_mesh().replace("currentColor", colour)
    return drawing.replace("<svg ", '<svg opacity="0.22" ', 1).encode()


def _qr(address: str) -> bytes:
    drawing = BytesIO()
    segno.make(address, error="m").save(drawing, kind="svg", border=2, light="#ffffff", scale=4)
    return drawing.getvalue()
