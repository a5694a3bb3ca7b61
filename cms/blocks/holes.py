"""What live blocks say, and the holes that a page keeps for it: it changes all day, the page around it seldom does."""

from __future__ import annotations

import hashlib
import re
import secrets
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from wagtail import blocks

from cms.blocks.french import marked, plain
from kernel.editions.selectors import kept_briefly
from themes.branding.selectors import current_brand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest


class LiveBlock(blocks.StructBlock):
    """A block that reads what the territory has, for no reader in particular: what it says is kept for all of them.

    Its own words are in the page's language. Those of associations and of citizens are in French, and said to be.
    `reads` are the applications whose tables it shows: what it said is kept until one changes, a minute at most.
    """

    reads: frozenset[str]

    def render(self, value: Any, context: dict[str, Any] | None = None) -> str:
        request = context.get("request") if context else None
        if request is None or getattr(request, "territory", None) is None:
            return self.speak(value)
        said = Saying(
            type(self),
            self.get_prep_value(value),
            get_language() or settings.LANGUAGE_CODE,
            plain(value.get("title") or "") in getattr(request, "french_texts", ()),
        )
        holes: Holes | None = getattr(request, "_holes", None)
        return words_of(said, request) if holes is None else holes.leave(said)

    def speak(self, value: Any, **context: Any) -> str:
        """What it says now. Nothing of the page or of its reader comes into it."""
        return str(super().render(value, context))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        french = get_language() == settings.LANGUAGE_CODE
        return context | {"words_language": "" if french else settings.LANGUAGE_CODE}


@dataclass(frozen=True, slots=True)
class Saying:
    """What is to be said: by a kind of live block, with its settings as they are stored, in a language. `untranslated`:
    its title is still in French."""

    kind: type[LiveBlock]
    settings: Any
    language: str
    untranslated: bool = False


def words_of(said: Saying, request: HttpRequest) -> str:
    """The words, as they are kept for everybody."""
    brand = current_brand()
    asked = said.kind.__name__, said.settings, said.language, said.untranslated, brand.preset

    def speak() -> str:
        block = said.kind()
        with override(said.language):
            words = block.speak(block.to_python(said.settings), request=request, brand=brand)
        return marked(words, {plain(said.settings["title"])}) if said.untranslated else words

    name = f"block:{hashlib.sha256(repr(asked).encode()).hexdigest()}"
    return kept_briefly(request, name, speak, apps=said.kind.reads)


@dataclass(slots=True)
class Holes:
    """The places of live blocks in a page that is made without what they say."""

    _mark: str = field(default_factory=lambda: secrets.token_hex(8))
    _left: list[Saying] = field(default_factory=list)

    def leave(self, said: Saying) -> SafeString:
        self._left.append(said)
        return SafeString(f"<!--{self._mark}:{len(self._left) - 1}-->")

    def around(self, page: str) -> tuple[str | Saying, ...]:
        """The page in pieces: what stands around the holes, and what is to be said in them."""
        pieces: list[str | Saying] = []
        for number, piece in enumerate(re.split(rf"<!--{self._mark}:(\d+)-->", page)):
            pieces.append(self._left[int(piece)] if number % 2 else piece)
        return tuple(pieces)


@contextmanager
def holes_left(request: HttpRequest) -> Iterator[Holes]:
    """While this lasts, live blocks in the answer to a request leave holes."""
    holes = request._holes = Holes()  # type: ignore[attr-defined]
    try:
        yield holes
    finally:
        del request._holes  # type: ignore[attr-defined]


def filled(pieces: tuple[str | Saying, ...], request: HttpRequest) -> str:
    return "".join(words_of(piece, request) if isinstance(piece, Saying) else piece for piece in pieces)
