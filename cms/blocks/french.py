"""Marks the texts of a page that are in French, wherever they stand in it."""

from __future__ import annotations

import re
from collections.abc import Set
from html import unescape

from django.conf import settings
from wagtail_localize.strings import INLINE_TAGS

_TAG = re.compile(r"(<[^>]*>)")
#: The tags between which a text of a translation may stand.
_AROUND_TEXTS = re.compile(rf"(<(?!/?(?:{'|'.join(INLINE_TAGS)})\b)[^>]*>)")
_TAG_NAME = re.compile(r"<\w+")
_ATTRIBUTES = re.compile(r"<(/?\w+)[^>]*>")
_ALTERNATIVE = re.compile(r'<img\b[^>]* alt="([^"]+)"')


def marked(html: str, texts: Set[str], *, between: re.Pattern[str] = _AROUND_TEXTS) -> str:
    """The same, its elements that hold one of these texts in French; a span around a text that fills no element."""
    pieces = between.split(html)
    for at, piece in enumerate(pieces):
        if at % 2:
            found = _ALTERNATIVE.match(piece)
            if found and plain(found[1]) in texts:
                pieces[at] = _in_french(piece)
        elif plain(piece) not in texts:
            if between is not _TAG and "<" in piece:
                pieces[at] = marked(piece, texts, between=_TAG)
        elif 0 < at < len(pieces) - 1 and _holds(pieces[at - 1], pieces[at + 1]):
            pieces[at - 1] = _in_french(pieces[at - 1])
        else:
            pieces[at] = f'<span lang="{settings.LANGUAGE_CODE}">{piece}</span>'
    return "".join(pieces)


def _holds(opening: str, closing: str) -> bool:
    return closing.startswith("</") and opening[1:].split()[0].rstrip(">") == closing[2:-1]


def _in_french(tag: str) -> str:
    return tag if " lang=" in tag else _TAG_NAME.sub(rf'\g<0> lang="{settings.LANGUAGE_CODE}"', tag, count=1)


def plain(html: str) -> str:
    """A text with its tags, but without what they say and without differences that are not read."""
    return " ".join(unescape(_ATTRIBUTES.sub(r"<\1>", html)).split())
