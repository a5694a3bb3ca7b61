"""What somebody typed, as a query: French words, what the taxonomy knows under them, and likely slips of the pen."""

from __future__ import annotations

import operator
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache, reduce

from django.contrib.postgres.search import SearchQuery, TrigramSimilarity
from django.db.models import Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Lower
from django.utils.translation import get_language

from matching.catalogue.models import Word
from matching.french import Unaccent, code_lexeme, folded, french_query, worked_out
from matching.search.wording import current_wording
from matching.taxonomy import CAUSES, SKILLS

#: Words of a search that count, and their length.
MOST_WORDS, LONGEST = 8, 40
#: How alike a known word must be to stand in for one that nothing says (pg_trgm's similarity).
_ALIKE = 0.4
_SEPARATORS = re.compile(r"\s*(?:,|/|;|\bet\b|\bou\b|\band\b|\bor\b)\s*")


def typed_words(text: str) -> list[str]:
    """The words of a search, each once."""
    words = (word[:LONGEST] for word in re.findall(r"[\w’'-]+", text))
    return list(dict.fromkeys(words))[:MOST_WORDS]


def words_query(words: Iterable[str]) -> Combinable | None:
    """What matches documents that say every word, each in any form or as a cause or skill of that name.

    From four letters on, also what begins so. None when nothing was typed. “Of”, “the” and the like ask for nothing.
    """
    known = list(words)
    named = _named(known)
    queries = [
        reduce(
            operator.or_,
            [
                french_query(word, begins=len(word) > 3),
                *(_exactly(code_lexeme(*code)) for code in sorted(named[word])),
            ],
        )
        for word in known
    ]
    return reduce(operator.and_, queries) if queries else None


def query_texts(words: Iterable[str]) -> tuple[str, str]:
    """As PostgreSQL writes them: `words_query`, and what matches titles saying one of the words. At most one query."""
    return _query_texts(tuple(words), get_language() or "")


@lru_cache(maxsize=1024)
def _query_texts(words: tuple[str, ...], language: str) -> tuple[str, str]:
    query = words_query(words)
    assert query is not None, "no words"
    said, in_title = worked_out(
        query, reduce(operator.or_, (french_query(word, begins=False) for word in words))
    )
    return said, in_title


def corrected(words: list[str]) -> dict[str, str]:
    """For each word that no open mission says, the known word most like it, if one is. Two queries a word at most."""
    wording, found = current_wording(), {}
    for word in words:
        if len(word) < 4 or len(wording.saying(query_texts([word])[0])):
            continue
        key = Unaccent(Lower(Value(word)))
        alike = (
            Word.objects.annotate(likeness=TrigramSimilarity("key", key))  # type: ignore[arg-type]
            .filter(key__trigram_similar=key, likeness__gte=_ALIKE)
            .order_by("-likeness", "-missions", "word")
            .first()
        )
        if alike is not None:
            found[word] = alike.word
    return found


def causes_named(word: str) -> list[str]:
    """Codes of the causes whose name or synonym is this word."""
    return sorted(code for kind, code in _named([word])[word] if kind == "cause")


def _exactly(lexeme: str) -> SearchQuery:
    return SearchQuery(lexeme, config="simple", search_type="plain")


def _named(words: list[str]) -> dict[str, set[tuple[str, str]]]:
    """For each word, the causes and skills whose name or synonym it says; one of several words must be said whole."""
    singular = {word: _singular(word) for word in words}
    said = set(singular.values())
    found: dict[str, set[tuple[str, str]]] = {word: set() for word in words}
    for term, code in _vocabulary(get_language() or ""):
        if term <= said:
            for word in words:
                if singular[word] in term:
                    found[word].add(code)
    return found


@cache
def _vocabulary(language: str) -> tuple[tuple[frozenset[str], tuple[str, str]], ...]:
    """Names and synonyms as sets of words, each with its kind and code, in one language."""
    kinds: list[tuple[str, Iterable[object]]] = [("cause", CAUSES), ("skill", SKILLS)]
    return tuple(
        (term, (kind, one.code))  # type: ignore[attr-defined]
        for kind, entries in kinds
        for one in entries
        for term in _terms(one)
    )


def _terms(one: object) -> Iterator[frozenset[str]]:
    names = [str(one.label), *map(str, getattr(one, "synonyms", ()))]  # type: ignore[attr-defined]
    for name in names:
        for part in _SEPARATORS.split(name):
            if term := frozenset(_singular(word) for word in re.findall(r"[\w-]+", part) if len(word) > 2):
                yield term


def _singular(word: str) -> str:
    """Without accents, case or plural."""
    plain = folded(word)
    return plain.rstrip("sx") if len(plain) > 4 else plain
