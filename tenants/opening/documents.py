"""The documents that are accepted: data, in French, by version. A version that somebody accepted never changes.

`texts/<document>-<version>.toml`: `title`, and `[[section]]` with `heading` and `text`, whose paragraphs are parted by
an empty line.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tenants.opening.enums import Document

_TEXTS = Path(__file__).parent / "texts"
#: What is accepted today.
CURRENT = {Document.TERMS: "2026-11", Document.PROCESSING: "2026-11"}


class UnknownVersion(LookupError):
    """There is no such version of the document."""


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    document: Document
    version: str
    title: str
    sections: tuple[Section, ...]


def text_of(document: Document, version: str = "") -> Text:
    """A version of a document, the current one unless said. Raises `UnknownVersion`."""
    return _read(document, version or CURRENT[document])


@cache
def _read(document: Document, version: str) -> Text:
    found = {path.stem: path for path in _TEXTS.glob("*.toml")}.get(f"{document}-{version}")
    if found is None:
        raise UnknownVersion(f"{document} {version}")
    data = tomllib.loads(found.read_text(encoding="utf-8"))
    return Text(
        document,
        version,
        data["title"],
        tuple(
            Section(one["heading"], tuple(part.strip() for part in one["text"].split("\n\n")))
            for one in data["section"]
        ),
    )
