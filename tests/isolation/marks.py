"""Words that no honest text holds. Whatever shows one says whose it is.

`A` and `B` are the two territories. A person's data carries a longer word, and so does what nobody but the team may
read: a search for a territory's mark finds both.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from kernel.tenancy import TerritoryContext

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one territory."""

    open: str

    @property
    def person(self) -> str:
        return f"{self.open}person"

    @property
    def hidden(self) -> str:
        return f"{self.open}hidden"

    def said(self, text: str) -> str:
        """A text that the territory shows to everybody."""
        return f"{text} {self.open}"

    def secret(self, text: str) -> str:
        """A text for the territory's team: a draft, a suspended association."""
        return f"{text} {self.hidden}"

    def private(self, text: str) -> str:
        """Words of or about a person."""
        return f"{text} {self.person}"

    def address(self, name: str) -> str:
        return f"{name}@{self.person}.example".lower()


A = Marks("zzA7f3a")
B = Marks("zzB7f3a")


def traces_of(territory: TerritoryContext, marks: Marks) -> tuple[str, ...]:
    """What gives a territory away: its mark, its name, its short name, its schema. Lower case."""
    return tuple(
        trace.lower() for trace in (marks.open, territory.name, territory.slug, territory.schema_name)
    )


def readable(text: str) -> str:
    """Lower case, without the escapes of HTML, of JavaScript and of addresses, which would hide a trace."""
    plain = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return unquote(unescape(plain)).lower()


def words_in(body: bytes) -> str:
    """What a file says: of a PDF its pages and properties, of an archive or a spreadsheet each file inside."""
    with suppress(PyPdfError, BadZipFile):
        if body.startswith(b"%PDF"):
            paper = PdfReader(BytesIO(body))
            return "\n".join([str(paper.metadata), *(page.extract_text() for page in paper.pages)])
        if body.startswith(b"PK"):
            with ZipFile(BytesIO(body)) as archive:
                return "\n".join(f"{name}\n{words_in(archive.read(name))}" for name in archive.namelist())
    return body.decode(errors="replace")


def addresses_in(text: str) -> set[str]:
    """E-mail addresses in a readable text."""
    return set(_ADDRESS.findall(text))


def around(trace: str, text: str, width: int = 60) -> str:
    """The trace as it stands in the text, for a message."""
    at = text.index(trace)
    return " ".join(text[max(0, at - width) : at + len(trace) + width].split())
