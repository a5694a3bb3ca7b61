"""Which missions say which words: the catalogue's documents, turned round, in memory.

PostgreSQL makes lexemes of what missions say and of what people type, so that both are read alike; the rest is arrays
of numbers, one a lexeme. The first search with words reads everything; later ones look at most once a second for the
rows written since, as `network.snapshot` does.
"""

from __future__ import annotations

import re
import threading
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from matching.network.snapshot import HORIZON, REFRESH_SECONDS, times_forgotten

type Numbers = NDArray[np.int64]
type Mask = NDArray[np.bool_]

#: Lexemes of every open mission, each with the primary keys, doubled, and one more where the title says it (weight A).
_EVERYTHING = """
SELECT lexeme, string_agg(int8send(id * 2 + COALESCE('A' = ANY (weights), false)::int), ''::bytea)
FROM public.catalogue_opportunity, unnest(document) WHERE is_open GROUP BY lexeme
"""
_WRITTEN = "SELECT id, version FROM public.catalogue_opportunity WHERE version >= %s"
_SAID = """
SELECT id, lexeme, COALESCE('A' = ANY (weights), false)
FROM public.catalogue_opportunity, unnest(document) WHERE is_open AND id = ANY (%s)
"""
_TOKENS = re.compile(r"'((?:[^'\\]|''|\\.)*)'(?::([*A-D]+))?|([&|()])")


@dataclass(frozen=True, slots=True)
class Wording:
    """Slots are numbers of readings of a row: one that is read anew has another, and its former says nothing more.

    `keys`: each slot's primary key, or 0. `postings`: each lexeme's slots, doubled, and one more where the title says
    it; `lexemes` are the same, sorted. `horizon` and `versions` as in `network.snapshot`.
    """

    keys: Numbers
    postings: Mapping[str, Numbers]
    lexemes: list[str]
    horizon: int
    generation: int
    versions: Mapping[int, int] = field(default_factory=dict)
    looked_at: float = 0.0

    def saying(self, query: str, *, in_title: bool = False) -> Numbers:
        """Primary keys of the missions that match a `tsquery` as PostgreSQL writes it, in no order."""

        def of(lexeme: str, begins: bool) -> Mask:
            said = np.zeros(len(self.keys), dtype=np.bool_)
            for slots in self._postings(lexeme, begins):
                said[(slots[slots & 1 == 1] if in_title else slots) >> 1] = True
            return said

        matching = _evaluated(query, of)
        return np.empty(0, np.int64) if matching is None else self.keys[matching & (self.keys > 0)]

    def _postings(self, lexeme: str, begins: bool) -> list[Numbers]:
        if not begins:
            return [self.postings[lexeme]] if lexeme in self.postings else []
        first, last = (bisect_left(self.lexemes, end) for end in (lexeme, f"{lexeme}\U0010ffff"))
        return [self.postings[one] for one in self.lexemes[first:last]]


def _evaluated(query: str, of: Callable[[str, bool], Mask]) -> Mask | None:
    """A query of lexemes (`'a'`), beginnings (`'a':*`), `&`, `|` and brackets. None for an empty one."""
    tokens = [match.groups() for match in _TOKENS.finditer(query)]
    tokens.reverse()

    def next_is(sign: str) -> bool:
        if tokens and tokens[-1][2] == sign:
            tokens.pop()
            return True
        return False

    def either() -> Mask:
        said = both()
        while next_is("|"):
            said = said | both()
        return said

    def both() -> Mask:
        said = one()
        while next_is("&"):
            said = said & one()
        return said

    def one() -> Mask:
        if next_is("("):
            said = either()
            next_is(")")
            return said
        lexeme, flags, _sign = tokens.pop()
        return of(re.sub(r"(['\\])(.)", r"\2", lexeme), "*" in (flags or ""))

    return either() if tokens else None


_lock = threading.Lock()
_wording: Wording | None = None


def current_wording() -> Wording:
    """What the open missions of the catalogue say, at most `REFRESH_SECONDS` old. No query, or two, or three."""
    global _wording
    with _lock:
        held = _wording
        if held is None or held.generation != times_forgotten():
            _wording = held = _read()
        elif time.monotonic() - held.looked_at >= REFRESH_SECONDS:
            _wording = held = _refreshed(held)
        return held


def _read() -> Wording:
    looked_at, generation = time.monotonic(), times_forgotten()
    with connection.cursor() as cursor:
        # The horizon first: what commits in between is read again at the next look.
        cursor.execute(HORIZON)
        (horizon,) = cursor.fetchone()
        cursor.execute(_EVERYTHING)
        said = {lexeme: np.frombuffer(packed, dtype=">i8").astype(np.int64) for lexeme, packed in cursor}
    keys = np.unique(np.concatenate([np.zeros(1, np.int64), *(numbers >> 1 for numbers in said.values())]))
    postings = {
        lexeme: (np.searchsorted(keys, numbers >> 1) << 1 | numbers & 1).astype(np.int64)
        for lexeme, numbers in said.items()
    }
    return Wording(keys, postings, sorted(postings), horizon, generation, looked_at=looked_at)


def _refreshed(held: Wording) -> Wording:
    looked_at = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute(HORIZON)
        (horizon,) = cursor.fetchone()
        cursor.execute(_WRITTEN, [held.horizon])
        versions = dict(cursor.fetchall())
        written = np.array(
            [pk for pk, version in versions.items() if held.versions.get(pk) != version], dtype=np.int64
        )
        said: dict[str, list[int]] = defaultdict(list)
        if len(written):
            cursor.execute(_SAID, [written.tolist()])
            slot = {pk: len(held.keys) + number for number, pk in enumerate(written.tolist())}
            for pk, lexeme, in_title in cursor:
                said[lexeme].append(slot[pk] << 1 | in_title)
    keys, postings, lexemes = held.keys, held.postings, held.lexemes
    if len(written):
        keys = np.concatenate([np.where(np.isin(keys, written), 0, keys), written])
        if np.count_nonzero(keys) < len(keys) // 2:
            return _read()
        postings = dict(postings)
        for lexeme, slots in said.items():
            postings[lexeme] = np.concatenate([postings.get(lexeme, keys[:0]), np.array(slots, np.int64)])
        lexemes = sorted(postings) if len(postings) > len(lexemes) else lexemes
    return Wording(keys, postings, lexemes, horizon, held.generation, versions, looked_at)
