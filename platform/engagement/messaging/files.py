"""Files that come with messages: what they really are, whatever they are called, and not where they were made."""

from __future__ import annotations

import re
import unicodedata
import warnings
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from engagement.contact_details import hide_contact_details

MOST_FILES = 5
LARGEST_FILE = 5 * 1024 * 1024
LARGEST_TOTAL = 15 * 1024 * 1024
_MOST_PIXELS = 50_000_000

#: Extension to content type. What a file is is read from its first bytes; these are the only answers.
TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: In words for people, and for the `accept` of a form.
NAMES = "PDF, JPEG, PNG, ODT, ODS, DOCX, XLSX"
ACCEPT = ".pdf,.jpg,.jpeg,.png,.odt,.ods,.docx,.xlsx"
_UNREADABLE = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
_PICTURES = {"jpg": "JPEG", "png": "PNG"}
#: An office document is an archive; what it must hold, and what says that it holds a program.
_OFFICE_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_PROGRAM = re.compile(r"vbaProject|^Basic/|^Scripts/", re.IGNORECASE)


class RefusedFile(Exception):
    """A file that cannot come along; `message` says why, to who sent it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that passed."""

    name: str
    extension: str
    content: bytes

    @property
    def content_type(self) -> str:
        return TYPES[self.extension]


def checked(name: str, content: bytes) -> Upload:
    """The file under a harmless name, pictures without their hidden data (place, camera). Raises `RefusedFile`."""
    shown = safe_name(name)
    if len(content) > LARGEST_FILE:
        raise RefusedFile(_("“%(name)s” is too large: 5 MB at most.") % {"name": shown})
    if not content:
        raise RefusedFile(_("“%(name)s” is empty.") % {"name": shown})
    extension = _kind_of(content)
    if extension is None:
        raise RefusedFile(
            _("“%(name)s” cannot be sent: only %(types)s files can.") % {"name": shown, "types": NAMES}
        )
    if extension in _PICTURES:
        content = _without_hidden_data(content, _PICTURES[extension], shown)
    return Upload(name=f"{PurePosixPath(shown).stem}.{extension}", extension=extension, content=content)


def check_together(uploads: Sequence[Upload]) -> None:
    """Raises `RefusedFile` when they are too many or too large together."""
    if len(uploads) > MOST_FILES:
        raise RefusedFile(_("Five files at most with one message."))
    if sum(len(upload.content) for upload in uploads) > LARGEST_TOTAL:
        raise RefusedFile(_("These files are too large together: 15 MB at most."))


def safe_name(name: str) -> str:
    """A file name without folders, control characters or contact details, at most 80 characters."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/")).rpartition("/")[2]
    name = "".join(one for one in name if unicodedata.category(one)[0] != "C")
    name = re.sub(r'[<>:"|?*;%\s]+', " ", hide_contact_details(name)).strip(" .")
    stem, dot, extension = name.rpartition(".")
    return f"{stem[:70]}{dot}{extension[:9]}" if dot else name[:80] or "fichier"


def _kind_of(content: bytes) -> str | None:
    """The extension that the content deserves."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    return _office_kind(content) if content.startswith(b"PK\x03\x04") else None


def _office_kind(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
            if any(_PROGRAM.search(name) for name in names):
                return None
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype").decode("ascii", "replace").strip()
                return next((extension for extension, known in TYPES.items() if known == kind), None)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return None
    return next((extension for part, extension in _OFFICE_PARTS.items() if part in names), None)


def _without_hidden_data(content: bytes, form: str, shown: str) -> bytes:
    """The picture written anew, turned as it was to be seen. Raises `RefusedFile` when it is none, or enormous."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=[form]) as picture:
                if picture.width * picture.height > _MOST_PIXELS:
                    raise RefusedFile(_("“%(name)s” has too many pixels.") % {"name": shown})
                upright = ImageOps.exif_transpose(picture)
                upright.info = {}
                bare = BytesIO()
                upright.save(bare, form)
    except _UNREADABLE:
        raise RefusedFile(_("“%(name)s” is not a picture that we can read.") % {"name": shown}) from None
    return bare.getvalue()
