"""Pictures that people send: made smaller, and written anew without what a telephone hides in them."""

from __future__ import annotations

from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 40_000_000
#: Of the longer side, in pixels.
LONGEST = 1600
_FORMATS = ("JPEG", "PNG", "WEBP")


def clean_picture(upload: UploadedFile) -> ContentFile[bytes]:
    """The picture in WebP, upright, 1600 px at most, without metadata. Raises ValidationError."""
    if (upload.size or 0) > MOST_BYTES:
        raise ValidationError(_("This picture is too heavy: 8 MB at most."))
    try:
        upload.seek(0)
        with Image.open(upload, formats=_FORMATS) as sent:
            if sent.width * sent.height > MOST_PIXELS:
                raise ValidationError(_("This picture is too large: 40 million pixels at most."))
            picture = ImageOps.exif_transpose(sent).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(_("This file is not a JPEG, PNG or WebP picture.")) from error
    picture.thumbnail((LONGEST, LONGEST))
    written = BytesIO()
    picture.save(written, "WEBP", quality=82)
    return ContentFile(written.getvalue(), name="picture.webp")
