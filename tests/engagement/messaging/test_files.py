"""Files: what they are counts, not what they are called, and pictures forget where they were taken."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from PIL import Image

from engagement.messaging.files import LARGEST_FILE, RefusedFile, check_together, checked, safe_name


def archive(**files: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as written:
        for name, content in files.items():
            written.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return made.getvalue()


def picture(form: str) -> bytes:
    made, exif = BytesIO(), Image.Exif()
    exif[0x010F] = "Appareil secret"
    Image.new("RGB", (8, 8), "green").save(made, form, exif=exif)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (picture("PNG"), "png"),
        (picture("JPEG"), "jpg"),
        (archive(mimetype=b"application/vnd.oasis.opendocument.text"), "odt"),
        (archive(word__document_xml=b"<w/>"), "docx"),
        (archive(xl__workbook_xml=b"<x/>"), "xlsx"),
    ],
)
def test_a_file_gets_the_name_of_what_it_is(content, extension):
    upload = checked("facture.exe", content)
    assert upload.name == f"facture.{extension}"
    assert b"secret" not in upload.content


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00",
        b"<html><script>alert(1)</script>",
        b"GIF89a",
        b"<svg/>",
        b"",
        b"PK\x03\x04 broken",
        archive(word__document_xml=b"<w/>", word__vbaProject=b"program"),
        archive(anything=b"x"),
        b"\x89PNG\r\n\x1a\n broken",
        b"%PDF-" + b"x" * LARGEST_FILE,
    ],
)
def test_other_files_are_refused_by_name(content):
    with pytest.raises(RefusedFile, match="facture"):
        checked("facture.pdf", content)


def test_not_too_many_nor_too_large_together():
    small, large = checked("a.pdf", b"%PDF-"), checked("b.pdf", b"%PDF-" + b"x" * (LARGEST_FILE - 10))
    check_together([small] * 5)
    for many in ([small] * 6, [large] * 4):
        with pytest.raises(RefusedFile):
            check_together(many)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Temp\\plan.pdf", "plan.pdf"),
        ("photo\r\nX-Evil: 1.png", "photoX-Evil 1.png"),
        ('a"b<c>.pdf', "a b c .pdf"),
        ("", "fichier"),
        ("x" * 300 + ".pdf", "x" * 70 + ".pdf"),
    ],
)
def test_names_are_harmless(name, safe):
    assert safe_name(name) == safe
