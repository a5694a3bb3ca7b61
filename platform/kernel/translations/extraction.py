"""Finds the texts to translate in Python sources and Django templates."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.extract import extract
from django.template.exceptions import TemplateSyntaxError
from django.utils.translation.template import templatize

#: Functions whose arguments are texts, and which argument is which: 1, 2 the text and its plural, "c" the context.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


@dataclass(frozen=True, slots=True)
class Text:
    """A text to translate. `plural` is None where it does not vary with a number."""

    id: str
    context: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        return (self.context or "", self.id)


@dataclass(slots=True)
class Occurrence:
    """Where a text is used, and with which plural and notes for translators."""

    plural: str | None = None
    files: set[str] = field(default_factory=set)
    comments: list[str] = field(default_factory=list)


class ExtractionFailed(ValueError):
    """A source cannot be read for its texts. The message names the file."""


def extract_texts(paths: Iterable[Path], root: Path) -> dict[Text, Occurrence]:
    """Every text of these files. Raises `ExtractionFailed`."""
    texts: dict[Text, Occurrence] = {}
    for path in paths:
        name = path.relative_to(root).as_posix()
        for text, plural, comments in _texts_of(path, name):
            occurrence = texts.setdefault(text, Occurrence())
            occurrence.plural = occurrence.plural or plural
            occurrence.files.add(name)
            occurrence.comments += [comment for comment in comments if comment not in occurrence.comments]
    return texts


def _texts_of(path: Path, name: str) -> Iterator[tuple[Text, str | None, list[str]]]:
    source = path.read_bytes()
    if path.suffix != ".py":
        try:
            code = templatize(source.decode(), origin=name)
            # What is left of a template is no Python: its indentation would mislead the tokenizer.
            source = "\n".join(line.strip() for line in code.splitlines()).encode()
        except (UnicodeDecodeError, TemplateSyntaxError, SyntaxError) as error:
            raise ExtractionFailed(f"{name}: {error}") from error
    try:
        found = extract("python", io.BytesIO(source), keywords=KEYWORDS, comment_tags=("Translators:",))
        for _line, message, comments, context in found:
            singular, plural = message if isinstance(message, tuple) else (message, None)
            if singular:
                yield Text(singular, context), plural, comments
    except (SyntaxError, UnicodeDecodeError) as error:
        raise ExtractionFailed(f"{name}: {error}") from error
