"""Somebody who reads everything that is published, and knows how it is made, learns nothing of few people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from random import Random

import pytest

from tenants.observatory.disclosure import FEWEST, Amount, withheld
from tenants.observatory.flows import WHOLE, Key
from tenants.observatory.models import Axis, Cell, Publication, key_of
from tenants.observatory.services import Counted, published_cells
from tests.tenants.observatory.programme import Programme

MONTH = date(2026, 10, 1)
DIVISIONS = ["FR-52", "FR-54", "FR-55", "BE-80000", "BE-90000"]
CAUSES = ["environment", "food-aid", "sport", "culture"]
#: How many causes a mission has at most here.
MOST_CAUSES = 2


def world(draw: Random, *, overlapping: bool) -> dict[Key, Counted]:
    """People who take part here and there, some as guests, most in a few places: sparse tables with full corners.

    Not `overlapping`: each mission has one cause, and the reader knows it.
    """
    people: dict[Key, set[int]] = defaultdict(set)
    givers: dict[Key, set[int]] = defaultdict(set)
    times: dict[Key, int] = defaultdict(int)
    minutes: dict[Key, int] = defaultdict(int)
    missions = {(division, cause) for division in DIVISIONS for cause in CAUSES if draw.random() < 0.6}
    where = [draw.choice([0, 0, 1, 3, 12, 40]) + 0.02 for _division in DIVISIONS]
    why = [draw.choice([1, 1, 3, 12]) for _cause in CAUSES]
    for person in range(draw.choice([4, 15, 60, 200])):
        for _time in range(draw.choice([1, 1, 2, 3])):
            (division,) = draw.choices(DIVISIONS, where)
            spent = draw.choice([0, 60, 90, 180])
            causes = set(draw.choices(CAUSES, why, k=draw.choice([0, 1, 2]) if overlapping else 1))
            for key in [WHOLE, (division, ""), *[(place, one) for one in causes for place in ("", division)]]:
                times[key] += 1
                minutes[key] += spent
                if spent:
                    givers[key].add(person)
                if person % 9:  # else a guest
                    people[key].add(person)
    seen = times.keys() | missions if times else set()
    axes = {(True, False): Axis.DIVISION, (False, True): Axis.CAUSE, (True, True): Axis.CROSSED}
    return {
        key: Counted(
            MONTH,
            axes.get((bool(key[0]), bool(key[1])), Axis.NETWORK),
            "/".join(filter(None, key)),
            3 * (key in missions or not all(key)),
            9 * (key in missions or not all(key)),
            len(people[key]),
            times[key],
            len(givers[key]),
            minutes[key],
        )
        for key in seen | {(key[0], "") for key in seen} | {("", key[1]) for key in seen}
    }


def publish(counted: Mapping[Key, Counted]) -> dict[Key, Cell]:
    """By the product's own rules."""
    publication = Publication(month=MONTH, published_at=datetime(2026, 12, 1, tzinfo=UTC))
    return {
        key_of(cell.axis, cell.code): cell for cell in published_cells(publication, list(counted.values()))
    }


class Attack:
    """All that follows from what is published, exactly: the least and the most of each number, by linear programming.

    The reader knows of every row that there is one, shown or not, and with `one_cause` that causes do not overlap.
    """

    def __init__(self, counted: Mapping[Key, Counted], cells: Mapping[Key, Cell], *, one_cause: bool) -> None:
        self._unknown: dict[tuple[str, Key], int] = {}
        self._known: dict[tuple[str, Key], int] = {}
        for key in counted:
            cell = cells.get(key)
            for measure, value in (
                ("minutes", cell and cell.minutes),
                ("times", cell and cell.participations),
                ("people", cell and cell.volunteers),
            ):
                if value is None:
                    self._unknown[measure, key] = len(self._unknown)
                else:
                    self._known[measure, key] = value
        self._sums: list[tuple[dict[int, float], float]] = []
        self._bounds: list[tuple[dict[int, float], float]] = []
        self._read(counted, one_cause=one_cause)
        self._programme = Programme(len(self._unknown), sums=self._sums, bounds=self._bounds)

    def range_of(self, measure: str, key: Key) -> tuple[float, float]:
        unknown = self._unknown[measure, key]
        return self._programme.least(unknown), self._programme.most(unknown)

    def _read(self, keys: Mapping[Key, Counted], *, one_cause: bool) -> None:
        divisions = [key for key in keys if key[0] and not key[1]]
        causes = [key for key in keys if key[1] and not key[0]]
        self._split(WHOLE, divisions, adds_up=True)
        for cause in causes:
            self._split(cause, [key for key in keys if key[0] and key[1] == cause[1]], adds_up=True)
        for division in divisions:
            crossed = [key for key in keys if key[1] and key[0] == division[0]]
            self._split(division, crossed, adds_up=one_cause)
            if not one_cause:
                for measure in ("times", "minutes"):
                    self._at_most([(measure, key) for key in crossed], (measure, division), MOST_CAUSES)
        for key in keys:
            self._at_most([("people", key)], ("times", key))
            for measure in ("times", "people", "minutes"):
                for whole in {WHOLE, (key[0], ""), ("", key[1])} - {key}:
                    self._at_most([(measure, key)], (measure, whole))

    def _split(self, whole: Key, parts: Sequence[Key], *, adds_up: bool) -> None:
        """Participations and minutes add up; people are somewhere, and may be in several places."""
        if adds_up:
            for measure in ("times", "minutes"):
                terms, right = self._terms([(measure, key) for key in parts], (measure, whole))
                if terms:
                    self._sums.append((terms, right))
            self._at_most([("people", whole)], *[("people", key) for key in parts])

    def _at_most(self, parts: Sequence[tuple[str, Key]], *wholes: tuple[str, Key] | int) -> None:
        """Σ parts ≤ Σ wholes, or so many times the whole."""
        times = wholes[-1] if isinstance(wholes[-1], int) else 1
        others = [one for one in wholes if not isinstance(one, int)]
        terms: dict[int, float] = defaultdict(float)
        right = 0.0
        for number, factor in [*((one, 1) for one in parts), *((one, -times) for one in others)]:
            if number in self._known:
                right -= factor * self._known[number]
            else:
                terms[self._unknown[number]] += factor
        if terms:
            self._bounds.append((terms, right))

    def _terms(
        self, parts: Sequence[tuple[str, Key]], whole: tuple[str, Key]
    ) -> tuple[dict[int, float], float]:
        terms: dict[int, float] = defaultdict(float)
        right = 0.0
        for number, factor in [*((one, 1) for one in parts), (whole, -1)]:
            if number in self._known:
                right -= factor * self._known[number]
            else:
                terms[self._unknown[number]] += factor
        return terms, right


@pytest.mark.parametrize("overlapping", [False, True])
@pytest.mark.parametrize("seed", range(40))
def test_no_withheld_number_is_found_by_solving_all_tables_together(seed: int, overlapping: bool) -> None:
    draw = Random(seed)
    counted = world(draw, overlapping=overlapping)
    cells = publish(counted)
    for key, cell in cells.items():
        row = counted[key]
        assert cell.volunteers is None or cell.volunteers >= FEWEST or not row.participations
        assert (cell.participations is None) == (cell.volunteers is None)
        assert cell.minutes is None or (
            cell.volunteers is not None and (row.givers >= FEWEST or not row.minutes)
        )
    missing = [key for key in counted if key not in cells or cells[key].volunteers is None]
    assert all(cell.missions or cell.participations for cell in cells.values()), (
        "that it is there tells nothing"
    )
    known = Attack(counted, cells, one_cause=not overlapping)
    for key in missing:
        row = counted[key]
        low, high = known.range_of("times", key)
        assert high - low >= FEWEST - 1e-6, "each withheld number has a range"
        if row.participations and row.volunteers < FEWEST:
            assert low < 1e-6, "that somebody was there is not known"
            assert high >= FEWEST - 1e-6, "nor that they were few"
            few, many = known.range_of("people", key)
            assert few < 1e-6
            assert many >= FEWEST - 1e-6
    for key in [key for key in counted if key not in cells or cells[key].minutes is None]:
        low, high = known.range_of("minutes", key)
        assert high - low >= FEWEST * 60 - 1e-6
        if counted[key].given.is_few:
            assert low < 1e-6
            assert high >= FEWEST * 60 - 1e-6


class Script:
    """Draws as told, and tells how many ways there were."""

    def __init__(self, draws: Sequence[int]) -> None:
        self.draws, self.ways = list(draws), []

    def __call__(self, people: Mapping[Key, int]) -> Key:
        self.ways.append(len(people))
        number = len(self.ways) - 1
        return sorted(people)[self.draws[number] if number < len(self.draws) else 0]


def ways_to_withhold(people: Mapping[Key, int]) -> set[frozenset[Key]]:
    """Every set of figures that the lot may bring about, where each person takes part once."""
    cells = {key: Amount(number, number) for key, number in people.items()}
    found, scripts = set(), [()]
    while scripts:
        draws = scripts.pop()
        script = Script(draws)
        found.add(withheld(cells, lot=script))
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


@pytest.mark.parametrize(("parts", "most"), [(2, 40), (3, 20), (4, 12), (5, 8)])
def test_knowing_the_rules_tells_no_withheld_figure_of_a_table(parts: int, most: int) -> None:
    """Of all tables that look the same, no withheld figure has but one value, whatever the lot."""
    names = [(name, "") for name in "abcde"[:parts]]
    for whole in range(FEWEST, most + 1):
        possible: dict[tuple[int | None, ...], dict[Key, set[int]]] = {}
        for values in tables(parts, whole):
            table = dict(zip(names, values, strict=True))
            for hidden in ways_to_withhold({WHOLE: whole, **table}):
                view = tuple(None if key in hidden else number for key, number in table.items())
                of_view = possible.setdefault(view, defaultdict(set))
                for key in hidden:
                    of_view[key].add(table[key])
        assert not [
            view for view, of_view in possible.items() if any(len(one) == 1 for one in of_view.values())
        ]


def of_divisions(**cells: Amount) -> dict[Key, Amount]:
    whole = Amount(sum(one.number for one in cells.values()), sum(one.people for one in cells.values()))
    return {WHOLE: whole, **{(name, ""): amount for name, amount in cells.items()}}


def keys(*names: str) -> set[frozenset[Key]]:
    return {frozenset((one, "") for one in name) for name in names}


def test_a_table_where_nobody_is_few_is_whole() -> None:
    many, some, one, none = Amount(99, 90), Amount(12, 12), Amount(1, 1), Amount(0, 0)
    assert withheld(of_divisions(a=many, b=some, c=none)) == frozenset()
    assert withheld(of_divisions(a=many, b=some, c=one)) in keys("ac", "bc")
    assert withheld(of_divisions(a=many, b=Amount(2, 0))) in keys("ab"), "guests are few as well"
    alone = of_divisions(a=Amount(9, 4))
    assert withheld(alone) == frozenset(alone)


def test_hours_tell_no_participations_that_are_withheld() -> None:
    """Three hours a participation would tell the one by the other; hours of few are withheld by themselves."""
    cells = of_divisions(**{name: Amount(90, 30) for name in "abcd"})
    (ab,) = keys("ab")
    (a,) = keys("a")
    assert withheld(cells, already=ab) == ab
    few = of_divisions(a=Amount(0, 0), b=Amount(6, 2), c=Amount(90, 30), d=Amount(90, 30))
    assert withheld(few, already=a) in keys("abc", "abd")
    assert withheld(few) in keys("abc", "abd")
    assert withheld(few, already=frozenset({WHOLE})) == frozenset(few)


def test_a_whole_network_is_decided_in_time() -> None:
    """A hundred divisions by fifteen causes, most of them with few: each is looked at, once a month."""
    draw = Random(1)
    cells: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    for division in range(30):
        for cause in range(12):
            people = int(draw.paretovariate(0.7)) - 1
            for key in (WHOLE, (str(division), ""), ("", str(cause)), (str(division), str(cause))):
                cells[key][0] += 2 * people
                cells[key][1] += people
    amounts = {key: Amount(number, people) for key, (number, people) in cells.items()}
    hidden = withheld(amounts)
    shown = [key for key, amount in amounts.items() if amount.people >= FEWEST and key not in hidden]
    assert len(shown) > 60, "what is left is worth reading"
