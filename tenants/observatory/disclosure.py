"""Which figures are withheld, so that nobody learns anything of fewer than five people. Pure.

**What is published.** For each month the network's whole, a table by département or province, one by cause, and one
that crosses the two. None is of one territory, and what is told of a year is the sum of published months. A month is
published once and never changes, so that two readings of it have no difference.

**What somebody could try.** What is shown of a sum and of its parts tells the rest of it: of a missing one exactly, of
several what they are together; and tables that share their margins are read together, as equations. Hence, of all
tables of a month as one:

1. each figure with fewer than `FEWEST` people is withheld, and in its row and column those with nobody too, for knowing
   them tells of the rest;
2. then others of its row and of its column, until one of those withheld there is not small and `TOGETHER` people stand
   behind them, or none is left. They are drawn by lot, the smaller the likelier: were it the smallest, what is shown
   would bound what is not;
3. then others, drawn likewise, until whoever solves all equations at once (`flows.py`) cannot rule out that there was
   nobody, nor that there were `FEWEST`, behind any small one, and of no other knows less than a range of `FEWEST`.

The equations are those of a reader who knows more than is published: how much causes overlap. Hours, which are nearly
always the same part of a participation, are withheld wherever participations are, and then by the same rules for the
people who gave them. A whole with fewer than `FEWEST` people is withheld with all its tables.
`tests/tenants/observatory` attacks this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import SystemRandom

from tenants.observatory.flows import WHOLE, Flows, Key

#: A figure has at least so many people behind it.
FEWEST = 5
#: And those that are withheld have so many together.
TOGETHER = 2 * FEWEST

#: Which of some figures, given their people, is withheld too.
type Lot = Callable[[Mapping[Key, int]], Key]


@dataclass(frozen=True, slots=True)
class Amount:
    """What some people did: a `number` of participations or minutes. Guests, and who was erased since, are nobody."""

    number: int
    people: int

    @property
    def is_few(self) -> bool:
        return self.number > 0 and self.people < FEWEST


def smaller_likelier(people: Mapping[Key, int]) -> Key:
    """Any of them, half as likely when there are twice as many people."""
    keys = sorted(people)
    return SystemRandom().choices(keys, [1 / max(people[key], 1) for key in keys])[0]


def withheld(
    cells: Mapping[Key, Amount],
    *,
    already: frozenset[Key] = frozenset(),
    unit: int = 1,
    lot: Lot = smaller_likelier,
) -> frozenset[Key]:
    """The figures of a month not to show, among them those that are withheld `already` for another amount.

    `cells` are all that has something to count, by division and cause, `""` for all of them; the whole is among them.
    `unit`: what is to an amount as one participation is to participations.
    """
    if cells[WHOLE].is_few or WHOLE in already:
        return frozenset(cells)
    must = already | {key for key, amount in cells.items() if amount.is_few}
    hidden = set(must)
    for margin, parts in _lines(cells):
        if margin not in hidden and not must.isdisjoint(parts):
            hidden |= {key for key in parts if not cells[key].number}
            _hide_together(cells, hidden, parts, lot)
    _leave_open(cells, hidden, must=must, unit=unit, lot=lot)
    return frozenset(hidden)


def _lines(cells: Mapping[Key, Amount]) -> Iterator[tuple[Key, list[Key]]]:
    """Each sum and its parts: divisions, causes, and of each division and each cause where the two cross."""
    crossed = [key for key in sorted(cells) if all(key)]
    margins = [key for key in sorted(cells) if key != WHOLE and not all(key)]
    yield WHOLE, [key for key in margins if key[0]]
    yield WHOLE, [key for key in margins if key[1]]
    for margin in margins:
        yield margin, [key for key in crossed if margin in ((key[0], ""), ("", key[1]))]


def _hide_together(cells: Mapping[Key, Amount], hidden: set[Key], parts: list[Key], lot: Lot) -> None:
    """What is missing of a sum that is shown is not few people, nor of few each."""
    while not _is_hiding([cells[key] for key in parts if key in hidden]):
        others = {key: cells[key].people for key in parts if key not in hidden}
        if not others:
            return
        hidden.add(lot(others))


def _is_hiding(missing: list[Amount]) -> bool:
    """Whether their sum tells of none of them."""
    if not any(amount.number for amount in missing):
        return True
    return (
        any(amount.people >= FEWEST for amount in missing) and sum(one.people for one in missing) >= TOGETHER
    )


def _leave_open(
    cells: Mapping[Key, Amount], hidden: set[Key], *, must: frozenset[Key], unit: int, lot: Lot
) -> None:
    """Withhold more until each that is withheld may be something else, as far as what is shown goes."""

    def choose(keys: list[Key]) -> Key:
        return lot({key: cells[key].people for key in keys})

    flows = Flows({key: amount.number for key, amount in cells.items()})
    room = FEWEST * unit
    waiting = sorted(hidden)
    for key in waiting:  # grows while it is walked
        number = cells[key].number
        if cells[key].is_few:
            lower = flows.lower(key, number, hidden, choose)
            higher = flows.raise_(key, max(room - number, 0), hidden, choose)
        else:
            lower = flows.lower(key, min(number, room), hidden, None)
            higher = flows.raise_(key, room - lower, hidden, choose)
        if not lower + higher and key not in must:
            hidden.discard(key)  # what follows from the rest may as well be read
        waiting += sorted(hidden.difference(waiting))
