"""Which figures are withheld, so that nobody learns anything of fewer than five people. Pure.

**What is published.** For each month the network's whole, a table by département or province, one by cause, and one
that crosses the two. None is of one territory, and what is told of a year is the sum of published months. A month is
published once and never changes, so that two readings of it have no difference.

**Who is guarded against.** Somebody who reads all of it, solves all sums at once, knows where there are missions, and
knows these rules: everything but the lot. He asks which months could have led to what he reads. Two things make
that question worthless to him:

- *the rules stop by what he sees.* Whether enough is withheld is decided by what is shown, not by what is hidden. Only
  this is asked of what is hidden: that one of several is not small, and that they are `TOGETHER`; any of the months in
  question can have that as well;
- *the lot may withhold anything* though nothing asks for it (`Lot.taken`). So what is withheld may have been so by
  chance from the outset, and been found enough: in any month that agrees with what is shown.

So all he finds is what the sums say, and these are made to say nothing:

1. a figure with fewer than `FEWEST` people is withheld. So is a whole of so few, or of nobody, with all its tables;
2. of the divisions, and of the causes, at least two are withheld if any, one of them not small, `TOGETHER` people
   behind them, or all. Then each may be nothing, another having its people, or have those of the largest of them;
3. causes are split by division only in a month that shows all causes. Divisions that are withheld are one row there,
   for each of them may be the only one of them that counts;
4. there, of each figure that is withheld it may be, however the sums are solved (`flows.py` has the exact bounds),
   that there was nobody and that there were `FEWEST`; or it is known to be more, is not of few people, and has a range
   as wide;
5. what is missing there of a sum is `FEWEST` for each that is missing, and one of them has as many people, so that the
   missing together are not few either;
6. where the table is too small for that, it is withheld whole; and all causes with it, if they and the divisions told
   by themselves of what is in it (where nearly everything is in one division and for one cause).

Hours, which are nearly always the same part of a participation, are withheld wherever participations are, and then by
the same rules for the people who gave them. `tests/tenants/observatory` attacks this: it enumerates the months that
look the same and could have been published alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from random import SystemRandom
from typing import Protocol

from tenants.observatory.flows import WHOLE, Key, Table

#: A figure has at least so many people behind it.
FEWEST = 5
#: And those that are withheld have so many together.
TOGETHER = 2 * FEWEST

#: In one of so many tables of small figures one is withheld that nothing asks for.
_RARELY = 8
#: The row of all divisions that are withheld.
_OTHERS = "\N{EM DASH}"

_chance = SystemRandom()


@dataclass(frozen=True, slots=True)
class Amount:
    """What some people did: a `number` of participations or minutes. Guests, and who was erased since, are nobody."""

    number: int = 0
    people: int = 0


class Lot(Protocol):
    """What nobody can foresee."""

    def taken(self, people: Mapping[Key, int]) -> set[Key]:
        """Those of a table that are withheld though nothing asks for it: any of them, and any number of them."""

    def price(self, people: int) -> float:
        """Where something else must be withheld, the cheapest is."""


class Chance:
    """The fewer people, the likelier: half as likely when there are twice as many. Large networks lose little by it."""

    def taken(self, people: Mapping[Key, int]) -> set[Key]:
        rarity = _RARELY * len(people)
        return {
            key for key, number in people.items() if _chance.random() * rarity * max(number / FEWEST, 1) < 1
        }

    def price(self, people: int) -> float:
        return _chance.expovariate(1 / max(people, 1))


def withheld(
    cells: Mapping[Key, Amount],
    *,
    already: frozenset[Key] = frozenset(),
    unit: int = 1,
    lot: Lot | None = None,
) -> frozenset[Key]:
    """The figures of a month not to show, among them those that are withheld `already` for another amount.

    `cells` are all that has something to count, or might have, by division and cause, `""` for all of them; the whole
    is among them. `unit`: what is to an amount as one participation is to participations.
    """
    room = FEWEST * unit
    if WHOLE in already or not _is_much(cells[WHOLE], room):
        return frozenset(cells)
    return frozenset(already | _Month(cells, already, room, lot or Chance()).hidden())


def _is_much(amount: Amount, room: int) -> bool:
    return amount.people >= FEWEST and amount.number >= room


class _Month:
    """All tables of a month, while it is decided on. `room`: what is little of an amount."""

    def __init__(self, cells: Mapping[Key, Amount], already: Set[Key], room: int, lot: Lot) -> None:
        self._cells, self._room, self._lot = cells, room, lot
        self._must = already | {
            key for key, amount in cells.items() if amount.number and not _is_much(amount, room)
        }
        self._prices = {key: lot.price(amount.people) for key, amount in cells.items()}
        self._divisions = [key for key in cells if key[0] and not key[1]]
        self._causes = [key for key in cells if key[1] and not key[0]]

    def hidden(self) -> set[Key]:
        divisions, causes = self._margin(self._divisions), self._margin(self._causes)
        place = self._places(divisions, causes)
        table = self._crossed(place, divisions)
        hidden = None
        if not causes and any(row != _OTHERS for row, _cause in place.values()):
            asked = {at for key, at in place.items() if at[0] == _OTHERS and self._cells[key].number}
            hidden = table.closed(asked | {place[key] for key in self._asked([*place])})
        if hidden is None:
            alone = {at for at, number in Counter(place.values()).items() if number == 1}
            if table.is_told_by_sums(alone):
                causes = set(self._causes)
            return divisions | causes | {key for key in self._cells if all(key)}
        return divisions | {key for key, at in place.items() if at in hidden}

    def _margin(self, keys: Sequence[Key]) -> set[Key]:
        """Of the parts of the whole."""
        hidden = self._asked(keys)
        enough = min(TOGETHER, self._cells[WHOLE].people)
        for key in sorted(keys, key=self._prices.__getitem__):
            missing = [self._cells[one] for one in hidden]
            if not missing or (
                len(missing) > 1
                and any(_is_much(one, self._room) for one in missing)
                and sum(one.people for one in missing) >= enough
            ):
                break
            hidden.add(key)
        return hidden if len(keys) > 1 else hidden & self._must

    def _asked(self, keys: Sequence[Key]) -> set[Key]:
        """What begins with being withheld: for a reason, or by lot."""
        return {key for key in keys if key in self._must} | self._lot.taken(
            {key: self._cells[key].people for key in keys}
        )

    def _places(self, divisions: Set[Key], causes: Set[Key]) -> dict[Key, Key]:
        """Where figures stand in the crossed table, in which what is withheld is one row, and one column."""
        together = divisions | causes
        return {
            (division, cause): (
                _OTHERS if (division, "") in together else division,
                _OTHERS if ("", cause) in together else cause,
            )
            for division, cause in self._cells
            if division
            and cause
            and all(one in together or self._cells[one].number for one in ((division, ""), ("", cause)))
        }

    def _crossed(self, place: Mapping[Key, Key], divisions: Set[Key]) -> _Crossed:
        cells: dict[Key, Amount] = {}
        for key, at in place.items():
            one, so_far = self._cells[key], cells.get(at, Amount())
            cells[at] = Amount(one.number + so_far.number, max(one.people, so_far.people))
        rows = {row: 0 for row, _cause in cells}
        for key in self._divisions:
            row = _OTHERS if key in divisions else key[0]
            if row in rows:
                rows[row] += self._cells[key].number
        prices = {at: self._lot.price(amount.people) for at, amount in cells.items()}
        return _Crossed(cells, rows, self._room, prices)


class _Crossed:
    """The table by division and cause, all of whose sums are shown."""

    def __init__(
        self, cells: Mapping[Key, Amount], rows: Mapping[str, int], room: int, prices: Mapping[Key, float]
    ) -> None:
        self._cells, self._room, self._prices = cells, room, prices
        self._table = Table({key: amount.number for key, amount in cells.items()}, rows)
        by_row: dict[str, list[Key]] = {}
        by_column: dict[str, list[Key]] = {}
        for key in sorted(cells, key=prices.__getitem__):
            if self._table.adds_up(key[0]):
                by_row.setdefault(key[0], []).append(key)
            by_column.setdefault(key[1], []).append(key)
        self._lines = [*by_row.values(), *by_column.values()]

    def closed(self, asked: Set[Key]) -> set[Key] | None:
        """Withhold more until it is enough. None: all of it would not be."""
        hidden, settled, before = set(asked), set[Key](), -1
        while len(hidden) != before:
            before = len(hidden)
            for line in self._lines:
                hidden.update(self._missing(line, hidden))
            for key in sorted(hidden - settled):
                least = self._least_left_open(key, hidden)
                if least is None:
                    return None
                if not least:  # and stays so, whatever else is withheld
                    settled.add(key)
        return hidden

    def _missing(self, line: Sequence[Key], hidden: Set[Key]) -> Iterator[Key]:
        """Others of a sum, so that what is missing of it is not of few."""
        gone = [key for key in line if key in hidden]
        for key in line if gone else ():
            number = sum(self._cells[one].number for one in gone)
            if number >= self._room * len(gone) and any(
                _is_much(self._cells[one], self._room) for one in gone
            ):
                return
            if key not in hidden:
                gone.append(key)
                yield key

    def is_told_by_sums(self, alone: Set[Key]) -> bool:
        """Whether rows and columns by themselves tell of anything in the table that it is little.

        Of several together (not `alone`) they do not tell which of them is something.
        """
        for key, amount in self._cells.items():
            every = set(self._cells)
            least = amount.number - self._table.lower(key, amount.number, every)
            most = amount.number + self._table.higher(key, max(self._room - amount.number, 0), every)
            if (key in alone and self._is_telling(key, least)) or 0 < most < self._room:
                return True
        return False

    def _least_left_open(self, key: Key, hidden: set[Key]) -> int | None:
        """What it is at least: nothing, or not little and not of few, with as much room above. None: it can't be so."""
        number = self._cells[key].number
        for prices in (None, self._prices):
            least = number - self._table.lower(key, number, hidden, prices)
            lacking = max(least + self._room - number, 0)
            more = self._table.higher(key, lacking, hidden)
            if more < lacking:
                more = self._table.higher(key, lacking, hidden, self._prices)
            if not number + more or (more == lacking and not self._is_telling(key, least)):
                return least
        return None

    def _is_telling(self, key: Key, least: int) -> bool:
        return least > 0 and (least < self._room or self._cells[key].people < FEWEST)
