"""What the equations between the tables of a month leave open, for somebody who solves them all. Pure.

A month's tables are a network of pipes: what the whole counts flows into divisions, from each into its causes, and
together again. Each published figure is a pipe whose flow is known; in each node as much comes in as goes out, but for
what causes overlap, which a reader may know. So a withheld figure can be more by as much as can flow around it through
pipes that are withheld as well, and less likewise: the exact bounds of the linear programme that the equations are,
since the matrix of a network is totally unimodular. What was counted where no table tells of it (missions without a
cause) flows beside them and is never published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from math import inf

#: A division and a cause, `""` for all of them.
type Key = tuple[str, str]
WHOLE: Key = ("", "")

_TOP, _BOTTOM, _BESIDE = "top", "bottom", "beside"

#: Which of some figures that are shown is withheld as well.
type Choice = Callable[[list[Key]], Key]


@dataclass(frozen=True, slots=True)
class _Pipe:
    """`key` None: what no table tells."""

    key: Key | None
    start: str
    end: str
    number: int


@dataclass(frozen=True, slots=True)
class _Arc:
    """A pipe, along its flow (more of it) or against it (less)."""

    pipe: int
    start: str
    end: str
    more: bool


class Flows:
    """The tables of a month as a network. `numbers`: of each figure, the whole among them."""

    def __init__(self, numbers: Mapping[Key, int]) -> None:
        self._numbers = numbers
        self._pipes = [_Pipe(key, *_ends(key), number) for key, number in numbers.items() if key != WHOLE]
        self._pipe_of = {pipe.key: number for number, pipe in enumerate(self._pipes) if pipe.key}
        self._add_what_no_table_tells()
        self._overlapping = self._where_causes_overlap()
        self._into: dict[str, list[_Arc]] = defaultdict(list)
        self._from: dict[str, list[_Arc]] = defaultdict(list)
        for number, pipe in enumerate(self._pipes):
            for arc in (_Arc(number, pipe.start, pipe.end, True), _Arc(number, pipe.end, pipe.start, False)):
                self._into[arc.end].append(arc)
                self._from[arc.start].append(arc)

    def raise_(self, key: Key, by: int, hidden: set[Key], choose: Choice | None) -> int:
        """How much more of a withheld figure, up to `by`, agrees with what is shown.

        With `choose`, others are withheld (added to `hidden`) until it is that much, as few as it takes.
        """
        start, end = _ends(key)
        own = self._room(_Arc(self._pipe_of[key], start, end, True), {}, hidden)
        return self._push(key, end, start, int(min(by, own)), hidden, choose)

    def lower(self, key: Key, by: int, hidden: set[Key], choose: Choice | None) -> int:
        """How much less, likewise."""
        start, end = _ends(key)
        return self._push(key, start, end, min(by, self._numbers[key]), hidden, choose)

    def _push(
        self, key: Key, source: str, target: str, by: int, hidden: set[Key], choose: Choice | None
    ) -> int:
        moved: dict[int, int] = defaultdict(int)
        pushed = 0
        while pushed < by:
            path = self._path(source, target, self._pipe_of[key], moved, hidden, choose)
            if path is None:
                break
            step = min(by - pushed, *(self._room(arc, moved, hidden) for arc in path))
            for arc in path:
                moved[arc.pipe] += int(step) if arc.more else -int(step)
            pushed += int(step)
        return pushed

    def _room(self, arc: _Arc, moved: Mapping[int, int], hidden: set[Key]) -> float:
        """How much more, or less, a pipe can carry. A part is never more than a whole that is shown."""
        pipe = self._pipes[arc.pipe]
        now = pipe.number + moved.get(arc.pipe, 0)
        if pipe.key is None:
            return inf if arc.more else now
        division, cause = pipe.key
        parts = self._overlapping.get(division, []) if division else []
        if not arc.more:
            if parts and not cause:
                now -= max(self._pipes[part].number + moved.get(part, 0) for part in parts)
            return now
        if parts and cause and (division, "") in hidden:
            whole = self._pipe_of[division, ""]
            return self._pipes[whole].number + moved.get(whole, 0) - now
        wholes = {WHOLE, (pipe.key[0], ""), ("", pipe.key[1])} - {pipe.key} - hidden
        most = min(self._numbers.get(whole, inf) for whole in wholes)
        return most - pipe.number - moved.get(arc.pipe, 0)

    def _path(
        self,
        source: str,
        target: str,
        without: int,
        moved: Mapping[int, int],
        hidden: set[Key],
        choose: Choice | None,
    ) -> list[_Arc] | None:
        """A way for one more, through as few pipes that are shown, and then as few pipes, as can be."""

        def cost(arc: _Arc) -> tuple[int, int] | None:
            key = self._pipes[arc.pipe].key
            shown = key is not None and key not in hidden
            if arc.pipe == without or (shown and choose is None) or self._room(arc, moved, hidden) < 1:
                return None
            return int(shown), 1

        away = {target: (0, 0)}
        reached = [((0, 0), target)]
        while reached:
            far, node = heappop(reached)
            if far > away[node]:
                continue
            for arc in self._into[node]:
                if (one := cost(arc)) is not None:
                    through = (far[0] + one[0], far[1] + one[1])
                    if through < away.get(arc.start, (inf, inf)):
                        away[arc.start] = through
                        heappush(reached, (through, arc.start))
        if source not in away:
            return None
        path: list[_Arc] = []
        node = source
        while node != target:
            onward: dict[Key | None, _Arc] = {}
            for arc in self._from[node]:
                rest = away.get(arc.end)
                one = cost(arc) if rest else None
                if rest and one and (rest[0] + one[0], rest[1] + one[1]) == away[node]:
                    onward[self._pipes[arc.pipe].key] = arc
            shown = [key for key in onward if key is not None and key not in hidden]
            if choose and len(shown) == len(onward):
                chosen = choose(shown)
                hidden.add(chosen)
                path.append(onward[chosen])
            else:
                path.append(next(arc for key, arc in onward.items() if key not in shown))
            node = path[-1].end
        return path

    def _where_causes_overlap(self) -> dict[str, list[int]]:
        """The pipes into its causes of each division of which they count more than the division: none may exceed it."""
        parts: dict[str, list[int]] = defaultdict(list)
        for (division, cause), number in self._pipe_of.items():
            if division and cause:
                parts[division].append(number)
        return {
            division: into
            for division, into in parts.items()
            if sum(self._pipes[one].number for one in into) > self._numbers.get((division, ""), 0)
        }

    def _add_what_no_table_tells(self) -> None:
        by_division: dict[str, int] = defaultdict(int)
        by_cause: dict[str, int] = defaultdict(int)
        for (division, cause), number in self._numbers.items():
            if division and cause:
                by_division[division] += number
                by_cause[cause] += number
        lacking, aside = 0, False
        for (division, cause), number in self._numbers.items():
            if division and not cause and (division not in by_division or number > by_division[division]):
                rest = number - by_division.get(division, 0)
                self._pipes.append(_Pipe(None, f"division {division}", _BESIDE, rest))
                lacking, aside = lacking + rest, True
            elif cause and not division and number > by_cause.get(cause, 0):
                rest = number - by_cause.get(cause, 0)
                self._pipes.append(_Pipe(None, _BESIDE, f"cause {cause}", rest))
                lacking -= rest
        if aside:
            self._pipes.append(_Pipe(None, _BESIDE, _BOTTOM, max(lacking, 0)))


def _ends(key: Key) -> tuple[str, str]:
    """From the whole into a division, from a division into a cause, from a cause into the whole."""
    division, cause = key
    if not cause:
        return _TOP, f"division {division}"
    return f"division {division}" if division else f"cause {cause}", f"cause {cause}" if division else _BOTTOM
