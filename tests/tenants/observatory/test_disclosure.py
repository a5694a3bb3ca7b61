"""Somebody who reads everything that is published, and knows how it is made, learns nothing of few people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timezone
from itertools import product
from random import Random

import pytest

from tenants.observatory.disclosure import FEWEST, Amount, withheld
from tenants.observatory.models import Axis, Cell, Publication
from tenants.observatory.services import Counted, published_cells

MONTHS = [date(2026, month, 1) for month in range(1, 7)]
DIVISIONS = ["FR-52", "FR-54", "FR-55", "BE-80000", "BE-90000"]
CAUSES = ["environment", "food-aid", "sport", "culture"]

type Key = tuple[str, date, str, str]  # measure, month, axis, code


def world(draw: Random) -> dict[tuple[date, str, str], Counted]:
    """People who take part here and there, some as guests, most in a few places: a sparse table with full corners."""
    people: dict[tuple[date, str, str], set[int]] = defaultdict(set)
    times: dict[tuple[date, str, str], int] = defaultdict(int)
    weights = [draw.choice([0, 1, 1, 3, 12, 40]) for _division in DIVISIONS]
    for person in range(draw.choice([4, 15, 60])):
        for month in MONTHS:
            for _time in range(draw.choice([0, 0, 1, 2])):
                division = draw.choices(DIVISIONS, [weight + 0.02 for weight in weights])[0]
                cells = [(Axis.NETWORK, ""), (Axis.DIVISION, division)]
                cells += [(Axis.CAUSE, cause) for cause in draw.sample(CAUSES, draw.choice([0, 1, 1, 2]))]
                for axis, code in cells:
                    times[month, axis, code] += 1
                    if person % 9:  # else a guest
                        people[month, axis, code].add(person)
    return {
        (month, axis, code): Counted(
            month,
            axis,
            code,
            3,
            9,
            len(people[month, axis, code]),
            number,
            len(people[month, axis, code]),
            number * 60,
        )
        for (month, axis, code), number in times.items()
    }


def publish(counted: Mapping[tuple[date, str, str], Counted]) -> dict[tuple[date, str, str], Cell]:
    """By the product's own rules."""
    cells = {}
    for month in MONTHS:
        whole = counted.get((month, Axis.NETWORK, ""))
        if whole is None:
            continue
        publication = Publication(month=month, published_at=datetime(2026, 12, 1, tzinfo=timezone.utc))  # noqa: UP017
        for axis in Axis.values:
            rows = [row for (of, on, _code), row in counted.items() if of == month and on == axis]
            for cell in published_cells(publication, rows, whole=whole):
                cells[month, axis, cell.code] = cell
    return cells


@dataclass
class Attack:
    """Bounds of every number that was published or withheld, narrowed by sums until nothing changes.

    Each sum is over cells that no other sum has, so that narrowing one at a time finds the exact bounds of a linear
    programme. A year is the sum of its published cells: an equation without unknowns.
    """

    low: dict[Key, float] = field(default_factory=dict)
    high: dict[Key, float] = field(default_factory=dict)

    def know(self, key: Key, value: int | None) -> None:
        self.low[key], self.high[key] = (0, float("inf")) if value is None else (value, value)

    def at_most(self, key: Key, other: Key) -> bool:
        """key ≤ other."""
        before = self.high[key], self.low[other]
        self.high[key] = min(self.high[key], self.high[other])
        self.low[other] = max(self.low[other], self.low[key])
        return before != (self.high[key], self.low[other])

    def sum_to(self, keys: Sequence[Key], total: Key, *, exactly: bool) -> bool:
        """Σ keys = total, or Σ keys ≥ total."""
        changed = False
        for key in keys:
            others = [other for other in keys if other != key]
            low = self.low[total] - sum(self.high[other] for other in others)
            if low > self.low[key]:
                self.low[key], changed = low, True
            high = self.high[total] - sum(self.low[other] for other in others)
            if exactly and high < self.high[key]:
                self.high[key], changed = high, True
        return changed


def attack(cells: Mapping[tuple[date, str, str], Cell]) -> Attack:
    known = Attack()
    for (month, axis, code), cell in cells.items():
        known.know(("people", month, axis, code), cell.volunteers)
        known.know(("times", month, axis, code), cell.participations)
    changing = True
    while changing:
        changing = False
        for month in {month for month, _axis, _code in cells}:
            for measure, axis in product(("people", "times"), (Axis.DIVISION, Axis.CAUSE)):
                keys = [(measure, of, on, code) for of, on, code in cells if (of, on) == (month, axis)]
                total = (measure, month, Axis.NETWORK, "")
                changing |= sum(known.at_most(key, total) for key in keys) > 0
                if axis == Axis.DIVISION:  # missions without a cause leave the causes' sum without a bound
                    changing |= known.sum_to(keys, total, exactly=measure == "times")
    return known


@pytest.mark.parametrize("seed", range(120))
def test_no_small_number_is_found_by_subtraction(seed: int) -> None:
    counted = world(Random(seed))
    cells = publish(counted)
    for (month, axis, code), cell in cells.items():
        row = counted[month, axis, code]
        assert cell.volunteers is None or cell.volunteers >= FEWEST or not row.participations
        assert (cell.participations is None) == (cell.volunteers is None)
        assert cell.minutes is None or (
            cell.volunteers is not None and (row.givers >= FEWEST or not row.minutes)
        )
    known = attack(cells)
    for (month, axis, code), cell in cells.items():
        row = counted[month, axis, code]
        if cell.volunteers is None and row.volunteers < FEWEST and row.participations:
            people, times = ("people", month, axis, code), ("times", month, axis, code)
            assert known.low[people] == 0, "that somebody was there is not known"
            assert known.low[times] == 0
            assert known.high[people] >= FEWEST, "nor that they were few"
            assert known.high[times] >= FEWEST


class Script:
    """Draws as told, and tells how many ways there were."""

    def __init__(self, draws: Sequence[int]) -> None:
        self.draws, self.ways = list(draws), []

    def __call__(self, people: Mapping[str, int]) -> str:
        self.ways.append(len(people))
        number = len(self.ways) - 1
        return sorted(people)[self.draws[number] if number < len(self.draws) else 0]


def ways_to_withhold(people: Mapping[str, int]) -> set[frozenset[str]]:
    """Every set of cells that the lot may bring about, where each person takes part once."""
    cells = {name: Amount(number, number) for name, number in people.items()}
    total = sum(people.values())
    found, scripts = set(), [()]
    while scripts:
        draws = scripts.pop()
        script = Script(draws)
        found.add(withheld(cells, whole=Amount(total, total), lot=script))
        for number in range(len(draws), len(script.ways)):
            stem = (*draws, *[0] * (number - len(draws)))
            scripts += [(*stem, draw) for draw in range(1, script.ways[number])]
    return found


def tables(cells: int, whole: int) -> Iterator[tuple[int, ...]]:
    if cells == 1:
        yield (whole,)
        return
    for first in range(whole + 1):
        yield from ((first, *rest) for rest in tables(cells - 1, whole - first))


@pytest.mark.parametrize(("cells", "most"), [(2, 40), (3, 24), (4, 15), (5, 11)])
def test_knowing_the_rules_tells_no_withheld_cell_either(cells: int, most: int) -> None:
    """Of all tables that look the same, no withheld cell has but one value."""
    names = "abcde"[:cells]
    for whole in range(FEWEST, most + 1):
        possible: dict[tuple[int | None, ...], list[set[int]]] = {}
        for values in tables(cells, whole):
            people = dict(zip(names, values, strict=True))
            for hidden in ways_to_withhold(people):
                view = tuple(None if name in hidden else people[name] for name in names)
                of_view = possible.setdefault(view, [set() for _name in names])
                for found, value in zip(of_view, values, strict=True):
                    found.add(value)
        certain = [
            (view, number)
            for view, of_view in possible.items()
            for number, found in enumerate(of_view)
            if view[number] is None and len(found) == 1
        ]
        assert not certain


def test_a_table_where_nobody_is_few_is_whole() -> None:
    many, some, one, none = Amount(99, 90), Amount(12, 12), Amount(1, 1), Amount(0, 0)
    assert withheld({"a": many, "b": some, "c": none}, whole=many) == frozenset()
    assert withheld({"a": many, "b": some, "c": one}, whole=many) in ({"a", "c"}, {"b", "c"})
    assert withheld({"a": many, "b": Amount(2, 0)}, whole=many) == {"a", "b"}, "guests are few as well"
    assert withheld({"a": Amount(9, 4)}, whole=Amount(9, 4)) == {"a"}


def test_hours_tell_no_participations_that_are_withheld() -> None:
    """Three hours a participation would tell the one by the other; hours of few are withheld by themselves."""
    cells = {name: Amount(90, 30) for name in "abcd"}
    whole = Amount(360, 120)
    assert withheld(cells, whole=whole, already=frozenset("ab")) == {"a", "b"}
    few = cells | {"a": Amount(0, 0), "b": Amount(6, 2)}
    assert withheld(few, whole=whole, already=frozenset("a")) in ({"a", "b", "c"}, {"a", "b", "d"})
    assert withheld(few, whole=whole) in ({"a", "b", "c"}, {"a", "b", "d"})
    assert withheld(few, whole=Amount(6, 2)) == set("abcd")
