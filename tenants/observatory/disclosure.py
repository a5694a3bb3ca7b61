"""Which figures are withheld, so that nobody learns anything of fewer than five people. Pure.

**What is published.** For each month one table by département or province and one by cause, and the network's whole
beside them. No table crosses the two, none is of one territory, and what is told of a year is the sum of published
months. A month is published once and never changes, so that two readings of it have no difference.

**What somebody could try.** The whole minus the cells that are shown is the sum of those that are not. If one cell is
missing, it is found; if those that are missing are few people together, their sum is such a cell itself. Hence, in each
table where somebody stands behind a small cell:

1. each cell with fewer than `FEWEST` people is withheld, those with nobody too, for knowing them tells of the rest;
2. then others, until one of those withheld is not small and `TOGETHER` people stand behind them all, or none is left.
   They are drawn by lot, the smaller the likelier: were it the smallest, what is shown would bound what is not.

So at least two cells are missing, whose sum is no small number. Hours, which are nearly always the same part of a
participation, are withheld wherever participations are, and then by the same rules for the people who gave them. A
whole with fewer than `FEWEST` people is withheld with all its table. `tests/tenants/observatory` attacks this.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import SystemRandom

#: A figure has at least so many people behind it.
FEWEST = 5
#: And those that are withheld have so many together.
TOGETHER = 2 * FEWEST

#: Which of some cells, given their people, is withheld too.
type Lot = Callable[[Mapping[str, int]], str]


@dataclass(frozen=True, slots=True)
class Amount:
    """What some people did: a `number` of participations or minutes. Guests, and who was erased since, are nobody."""

    number: int
    people: int

    @property
    def is_few(self) -> bool:
        return self.number > 0 and self.people < FEWEST


def smaller_likelier(people: Mapping[str, int]) -> str:
    """Any of them, half as likely when there are twice as many people."""
    codes = sorted(people)
    return SystemRandom().choices(codes, [1 / people[code] for code in codes])[0]


def withheld(
    cells: Mapping[str, Amount],
    *,
    whole: Amount,
    already: frozenset[str] = frozenset(),
    lot: Lot = smaller_likelier,
) -> frozenset[str]:
    """The cells of a table not to show, among them those that are withheld `already` for another amount."""
    if whole.is_few:
        return frozenset(cells)
    few = {code for code, amount in cells.items() if amount.is_few}
    if not few and not already:
        return frozenset()
    nobody = {code for code, amount in cells.items() if not amount.number}
    hidden = few | nobody | already
    while not _is_hiding([cells[code] for code in hidden]):
        others = {code: amount.people for code, amount in cells.items() if code not in hidden}
        if not others:
            break
        hidden.add(lot(others))
    return frozenset(hidden)


def _is_hiding(hidden: list[Amount]) -> bool:
    """Whether their sum tells of none of them."""
    if not any(amount.number for amount in hidden):
        return True
    return any(amount.people >= FEWEST for amount in hidden) and sum(one.people for one in hidden) >= TOGETHER
