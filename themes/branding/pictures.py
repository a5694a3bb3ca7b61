"""Pictures made of the brand, for whoever shows no page of ours: icons, and what is shown with a link."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import fontpkg
import typst
from django.core.cache import cache
from django.core.files.storage import default_storage
from PIL import Image

from themes.branding.identity import Identity
from themes.branding.mesh import current_mark, current_mesh
from themes.tokens import FONT_PAIRS

#: Sides of the icons in pixels: a tab, a phone's home screen, a large one.
SIDES = (48, 180, 512)
#: Families that Typst knows by another name than browsers do: that of the file's default size.
_NAMES = {"Bricolage Grotesque": "Bricolage Grotesque 96pt"}
_WEEK = 7 * 24 * 3600
_TEMPLATES = Path(__file__).parent / "typst"
_VIEW_BOX = re.compile(rb'viewBox="\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*"')


def logo_drawing(identity: Identity) -> bytes:
    """The territory's own logo as SVG, else the mark made of its mesh."""
    return _own_logo(identity) or current_mark(identity).encode()


def icon_drawing(identity: Identity) -> bytes:
    """What stands in a small square: the logo if it is about as wide as it is high, else the mark."""
    logo = _own_logo(identity)
    if logo and 0.75 <= _proportion(logo) <= 1.34:
        return logo
    return current_mark(identity).encode()


def icon_png(identity: Identity, side: int) -> bytes:
    """The same in pixels. `side` is one of `SIDES`."""

    def draw() -> bytes:
        files = {"main.typ": (_TEMPLATES / "icon.typ").read_bytes(), "icon.svg": icon_drawing(identity)}
        return _png(files, {"side": str(side)})

    return _kept(f"icon:{side}", identity, draw)


def social_png(identity: Identity) -> bytes:
    """Name, tagline and mesh on the brand's colour, 1200 by 630 pixels."""

    def draw() -> bytes:
        tokens, pair = identity.tokens, FONT_PAIRS[identity.choices.font_pair]
        mesh = current_mesh().replace("var(--mesh-dot, currentColor)", tokens["on_brand_accent"])
        files = {
            "main.typ": (_TEMPLATES / "social.typ").read_bytes(),
            "mesh.svg": mesh.replace("currentColor", tokens["on_brand"]).encode(),
            "logo.svg": logo_drawing(identity),
        }
        data = {
            "name": identity.name,
            "tagline": identity.tagline,
            "ground": tokens["brand"],
            "on-ground": tokens["on_brand"],
            "muted": tokens["on_brand_muted"],
            "accent": tokens["accent"],
            "heading": typst_family(pair.heading),
            "body": typst_family(pair.body),
            "weight": pair.heading_weight,
            "own-logo": bool(identity.logo_path),
        }
        return _png(files, {"data": json.dumps(data)}, font_folders(pair.heading, pair.body))

    return _kept("social", identity, draw)


def typst_family(family: str) -> str:
    """The name by which Typst finds a family of `FONT_PAIRS`."""
    return _NAMES.get(family, family)


def font_folders(*families: str) -> list[Path]:
    """Where Typst finds these families, and the one that has every sign."""
    return sorted({fontpkg.family(name).files[0].path.parent for name in {*families, "Source Sans 3"}})


def _kept(kind: str, identity: Identity, draw: Callable[[], bytes]) -> bytes:
    """Drawn once a week, or when the brand or the mesh is another; the cache's keys carry the schema."""
    mesh = hashlib.sha256(current_mesh().encode()).hexdigest()[:12]
    picture: bytes = cache.get_or_set(f"branding:{kind}:{identity.version}:{mesh}", draw, _WEEK) or b""
    return picture


def _png(files: Mapping[str, bytes], inputs: Mapping[str, str], fonts: list[Path] | None = None) -> bytes:
    picture: bytes = typst.compile(  # type: ignore[call-overload]  # its types forget that files may come as a dict
        dict(files),
        format="png",
        ppi=72,
        font_paths=fonts or [],
        ignore_system_fonts=True,
        sys_inputs=dict(inputs),
    )
    return picture


def _own_logo(identity: Identity) -> bytes:
    if not identity.logo_path:
        return b""
    name = identity.logo_path.removeprefix(default_storage.url(""))
    if not default_storage.exists(name):
        return b""
    with default_storage.open(name) as file:
        drawn = bytes(file.read())
    return drawn if name.endswith(".svg") else _wrapped(drawn)


def _wrapped(picture: bytes) -> bytes:
    """A picture in pixels as a drawing: Typst is handed nothing but texts."""
    with Image.open(BytesIO(picture)) as opened:
        (width, height), kind = opened.size, opened.get_format_mimetype()
    encoded = base64.b64encode(picture).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:{kind};base64,{encoded}"/></svg>'
    ).encode()


def _proportion(drawing: bytes) -> float:
    """Width by height; 0 when the drawing does not say."""
    found = _VIEW_BOX.search(drawing[:2000])
    if found is None or not float(found[2]):
        return 0.0
    return float(found[1]) / float(found[2])
