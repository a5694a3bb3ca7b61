"""Which figures are withheld, so that nobody learns anything of fewer than five people. Pure.

**What is published.** For each month one table by département or province and one by cause, and the network's whole
beside them. No table crosses the two, none is of one territory, and what is told of a year is the sum of published
months. A month is published once and never changes, so that two readings of it have no difference.

**What somebody could try.** The whole minus the cells that are shown is the sum of those that are not. If one cell is
missing, it is found; if those that are missing are few people together, their sum is such a cell itself. Hence, in each
table where somebody stands behind a small cell:

1. each cell with fewer than `FEWEST` people is withheld, those with nobody too, for knowing them tells of the rest;
2. then others, one at least, until `TOGETHER` people stand behind what is withheld or none is left. They are drawn by
   lot, the smaller the likelier: were it the smallest, what is shown would bound what is not.

So at least two cells are missing, whose sum is no small number. Amounts (participations, hours) are withheld where the
people are whom they come from. A whole with fewer than `FEWEST` people is withheld with all of
its table. `tests/tenants/observatory` attacks this.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import SystemRandom

#: A figure has at least so many people behind it.
FEWEST = 5
#: And those that are withheld have so many together.
TOGETHER = 2 * FEWEST

#: Which of some cells, given their people, is withheld too.
type Lot = Callable[[Mapping[str, int]], str]


def smaller_likelier(people: Mapping[str, int]) -> str:
    """Any of them, half as likely when there are twice as many people."""
    codes = sorted(people)
    return SystemRandom().choices(codes, [1 / people[code] for code in codes])[0]


def withheld(
    people: Mapping[str, int], *, touched: Mapping[str, int], whole: int, lot: Lot = smaller_likelier
) -> frozenset[str]:
    """The cells of a table not to show: `people` behind each, `touched` what they did there, `whole` people in all.

    Somebody may have done something without being among the people (a guest, somebody erased since): `touched` says.
    """
    if whole < FEWEST:
        return frozenset(people) if any(touched.values()) else frozenset()
    small = {code for code, number in people.items() if number < FEWEST}
    if not any(touched[code] for code in small):
        return frozenset()
    hidden = set(small)
    while others := {code: number for code, number in people.items() if code not in hidden}:
        if hidden != small and sum(people[code] for code in hidden) >= TOGETHER:
            break
        hidden.add(lot(others))
    return frozenset(hidden)
