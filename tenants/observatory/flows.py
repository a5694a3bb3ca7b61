"""How far a withheld figure of a table may be something else, for somebody who solves all its sums. Pure.

A table's sums are known: what a row counts, and what a column does. So one figure is higher by as much as another of
its column is lower, whose row makes up for it in a third, and so on around until the first one's row is reached: as
much as can flow around through figures that are withheld, and no more. Such flows are exact, in whole numbers, so that
these bounds depend on what is shown alone, not on what it hides.

A row whose columns add up to something else than the row (a mission counts for each of its causes, or has none) leaves
room for that: how much it is, is not told, only whether it is there at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from heapq import heappop, heappush

#: A row and a column: a division and a cause, `""` for all of them.
type Key = tuple[str, str]
WHOLE: Key = ("", "")

#: The column of what a row counts otherwise than its columns do.
_BESIDE = "\N{EM DASH}"
_ENDLESS = 10**15


class Table:
    """`numbers`: each row in each column; `rows`: what each counts by itself."""

    def __init__(self, numbers: Mapping[Key, int], rows: Mapping[str, int]) -> None:
        self._numbers = dict(numbers)
        told, of_columns = dict.fromkeys(rows, 0), dict[str, int]()
        for (row, column), number in numbers.items():
            told[row] += number
            of_columns[column] = of_columns.get(column, 0) + number
        self._limits = {
            key: (0, max(number, min(rows[key[0]], of_columns[key[1]]))) for key, number in numbers.items()
        }
        self._beside = set[Key]()
        for row, whole in rows.items():
            if rest := whole - told[row]:
                key = row, _BESIDE
                self._numbers[key] = rest
                self._limits[key] = (1, whole) if rest > 0 else (-_ENDLESS, -1)
                self._beside.add(key)
        self._from: dict[str, list[tuple[str, Key, bool]]] = defaultdict(list)
        for row, column in self._numbers:
            self._from[_row(row)].append((column, (row, column), True))
            self._from[column].append((_row(row), (row, column), False))

    def adds_up(self, row: str) -> bool:
        return (row, _BESIDE) not in self._beside

    def lower(self, key: Key, by: int, hidden: set[Key], prices: Mapping[Key, float] | None = None) -> int:
        """How much less of a withheld figure, up to `by`, agrees with what is shown.

        With `prices`, others are withheld (added to `hidden`) until it is that much, if it can be, the cheapest first.
        """
        return self._push(key, _row(key[0]), key[1], min(by, self._room(key, {}, more=False)), hidden, prices)

    def higher(self, key: Key, by: int, hidden: set[Key], prices: Mapping[Key, float] | None = None) -> int:
        """How much more, likewise."""
        return self._push(key, key[1], _row(key[0]), min(by, self._room(key, {}, more=True)), hidden, prices)

    def _push(
        self, key: Key, start: str, end: str, by: int, hidden: set[Key], prices: Mapping[Key, float] | None
    ) -> int:
        moved: dict[Key, int] = defaultdict(int)
        pushed = 0
        while pushed < by:
            path = self._path(key, start, end, moved, hidden, prices)
            if not path:
                break
            step = min(by - pushed, *(self._room(one, moved, more=more) for one, more in path))
            for one, more in path:
                moved[one] += step if more else -step
                if one not in self._beside:
                    hidden.add(one)
            pushed += step
        return pushed

    def _room(self, key: Key, moved: Mapping[Key, int], *, more: bool) -> int:
        least, most = self._limits[key]
        now = self._numbers[key] + moved.get(key, 0)
        return most - now if more else now - least

    def _path(
        self,
        without: Key,
        start: str,
        end: str,
        moved: Mapping[Key, int],
        hidden: Set[Key],
        prices: Mapping[Key, float] | None,
    ) -> list[tuple[Key, bool]]:
        """The cheapest way, from a row by more of a figure, from a column by less of one; empty if there is none."""
        away = {start: 0.0}
        came: dict[str, tuple[str, Key, bool]] = {}
        reached = [(0.0, start)]
        while reached:
            far, node = heappop(reached)
            if node == end:
                break
            if far > away[node]:
                continue
            for onward, key, more in self._from[node]:
                price = 0.0
                if key not in hidden and key not in self._beside:
                    if prices is None:
                        continue
                    price = prices[key]
                through = far + price
                if (
                    key != without
                    and through < away.get(onward, _ENDLESS)
                    and self._room(key, moved, more=more) > 0
                ):
                    away[onward] = through
                    came[onward] = node, key, more
                    heappush(reached, (through, onward))
        path: list[tuple[Key, bool]] = []
        node = end if end in came else start
        while node != start:
            node, key, more = came[node]
            path.append((key, more))
        return path


def _row(name: str) -> str:
    """Rows and columns are nodes of one network."""
    return f"row {name}"
