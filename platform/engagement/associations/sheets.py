"""Rows of text from the files that people keep their lists in: CSV of any make, XLSX. No database."""

from __future__ import annotations

import csv
import zlib
from io import BytesIO, StringIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

#: Bytes that a workbook may come to once it is unpacked.
MOST_UNPACKED = 100 * 1024 * 1024
_NO_WORKBOOK = (
    *(BadZipFile, zlib.error, InvalidFileException, EOFError, OSError, NotImplementedError),
    *(AttributeError, IndexError, KeyError, SyntaxError, TypeError, ValueError),  # of what is written in it
)


class UnreadableFile(ValueError):
    """No list could be read from the file; `str()` says why."""


def read_rows(content: bytes, *, most: int) -> list[tuple[int, list[str]]]:
    """The rows of a CSV or XLSX file, each with its line's number there. Raises `UnreadableFile`."""
    return _xlsx_rows(content, most) if content[:2] == b"PK" else _csv_rows(content)


def _csv_rows(content: bytes) -> list[tuple[int, list[str]]]:
    """Lines of text in UTF-8, with or without a mark, or in Windows' Latin; separated as the heading is."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    heading = text.partition("\n")[0]
    separator = max(";,\t", key=heading.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    rows: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            rows.append((reader.line_num, cells))
    except csv.Error as error:
        raise UnreadableFile(_("Line %(number)s cannot be read.") % {"number": reader.line_num}) from error
    return rows


def _xlsx_rows(content: bytes, most: int) -> list[tuple[int, list[str]]]:
    try:
        with ZipFile(BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise BadZipFile("too large once unpacked")
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        return [
            (number, [_cell(value) for value in cells])
            for number, cells in enumerate(sheet.iter_rows(values_only=True, max_row=most), start=1)
        ]
    except _NO_WORKBOOK as error:
        raise UnreadableFile(_("This file is no XLSX workbook that can be read.")) from error


def _cell(value: Any) -> str:
    """A number typed into a cell is read as its digits: 54000, and not 54000.0."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
