"""Logos that are sent to us: cleaned when they are drawings, made anew when they are bitmaps."""

from __future__ import annotations

import secrets
from io import BytesIO

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from themes.branding.svg import UnsafeSVG, clean_svg

#: Bytes taken, pixels of a side read, pixels of a side kept.
MOST_BYTES, MOST_PIXELS, SIDE = 2 * 1024 * 1024, 6000, 480
_FORMATS = ("PNG", "JPEG", "WEBP")


class UnusableLogo(ValueError):
    """Not a picture to show; `str()` says why."""


def clean_logo(upload: File[bytes]) -> ContentFile[bytes]:
    """An SVG without anything that acts, or a PNG of at most `SIDE` pixels a side without the photo's metadata.

    Its name is unguessable. Raises `UnusableLogo`.
    """
    if (upload.size or 0) > MOST_BYTES:
        raise UnusableLogo(_("This file is too heavy: 2 MB at most."))
    content = upload.read()
    name = secrets.token_hex(12)
    if content.lstrip()[:5] in (b"<?xml", b"<svg ", b"<!--"):
        try:
            return ContentFile(clean_svg(content), name=f"{name}.svg")
        except UnsafeSVG:
            raise UnusableLogo(_("This drawing cannot be read: export it as plain SVG, or as PNG.")) from None
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as picture:
            if max(picture.size) > MOST_PIXELS:
                raise UnusableLogo(_("This picture is too large: 6000 pixels a side at most."))
            small = picture.convert("RGBA")
            small.thumbnail((SIDE, SIDE))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        if isinstance(error, UnusableLogo):
            raise
        raise UnusableLogo(_("This is no picture that we can show: send a PNG, JPEG, WebP or SVG.")) from None
    made = BytesIO()
    small.save(made, "PNG", optimize=True)
    return ContentFile(made.getvalue(), name=f"{name}.png")
