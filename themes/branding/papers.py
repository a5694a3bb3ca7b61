"""Papers in the territory's brand: tagged PDF (PDF/UA-1) made by Typst. Texts go in as data, never as markup."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import fontpkg
import segno
import typst
from django.core.files.storage import default_storage
from django.utils.translation import get_language
from PIL import Image

from themes.branding.identity import Identity
from themes.branding.mesh import current_mark, current_mesh
from themes.branding.selectors import current_brand
from themes.tokens import FONT_PAIRS

#: Families that Typst knows by another name than browsers do: that of the file's default size.
_NAMES = {"Bricolage Grotesque": "Bricolage Grotesque 96pt"}
_SHARED = Path(__file__).parent / "typst"


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


def make_pdf(*, template: Path, data: Mapping[str, Any], qr: str = "") -> bytes:
    """A PDF of a Typst file, which may import `paper.typ`.

    `data` holds `brand`, `title`, `description`, `foot` and what it shows; `qr`: what a square code says.
    """
    brand = data["brand"]
    names = {key: _NAMES.get(brand[key], brand[key]) for key in ("heading", "body")}
    files = {path.name: path.read_bytes() for path in _SHARED.glob("*.typ")}
    files["main.typ"] = template.read_bytes()
    files["mesh.svg"] = _mesh(brand["on-ground"])
    files["logo"] = _logo(current_brand())
    if qr:
        files["qr.svg"] = _qr(qr)
    pdf: bytes = typst.compile(  # type: ignore[call-overload]  # its types forget that files may come as a dict
        files,
        format="pdf",
        pdf_standards=["ua-1"],
        font_paths=_fonts(brand["heading"], brand["body"]),
        ignore_system_fonts=True,
        sys_inputs={
            "data": json.dumps(dict(data) | {"lang": get_language() or "fr", "brand": brand | names})
        },
    )
    return pdf


def _fonts(*families: str) -> list[Path]:
    return sorted({fontpkg.family(name).files[0].path.parent for name in {*families, "Source Sans 3"}})


def _mesh(colour: str) -> bytes:
    drawing = current_mesh().replace("currentColor", colour)
    return drawing.replace("<svg ", '<svg opacity="0.22" ', 1).encode()


def _logo(identity: Identity) -> bytes:
    """The territory's own logo, else the mark made of its mesh."""
    if identity.logo_path:
        name = identity.logo_path.removeprefix(default_storage.url(""))
        if default_storage.exists(name):
            with default_storage.open(name) as file:
                drawn = bytes(file.read())
            return drawn if name.endswith(".svg") else _wrapped(drawn)
    return current_mark(identity).encode()


def _wrapped(picture: bytes) -> bytes:
    """A picture in pixels as a drawing, since Typst is handed nothing but texts."""
    with Image.open(BytesIO(picture)) as opened:
        (width, height), kind = opened.size, opened.get_format_mimetype()
    encoded = base64.b64encode(picture).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:{kind};base64,{encoded}"/></svg>'
    ).encode()


def _qr(address: str) -> bytes:
    drawing = BytesIO()
    segno.make(address, error="m").save(drawing, kind="svg", border=2, light="#ffffff", scale=4)
    return drawing.getvalue()
