"""Somebody who reads everything that is published, and knows how it is made, learns nothing of few people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import UTC, date, datetime
from itertools import chain
from random import Random

import pytest

from tenants.observatory.disclosure import FEWEST, Amount, Chance, withheld
from tenants.observatory.flows import WHOLE, Key
from tenants.observatory.models import Axis, Cell, Publication, key_of
from tenants.observatory.services import Counted, published_cells
from tests.tenants.observatory.programme import Programme

MONTH = date(2026, 10, 1)
DIVISIONS = ["FR-52", "FR-54", "FR-55", "BE-80000", "BE-90000"]
CAUSES = ["environment", "food-aid", "sport", "culture"]
#: How many causes a mission may have.
MOST_CAUSES = 4


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
    crossed = {key for key in counted if all(key)}
    whole_table = crossed if crossed <= {*missing} else set()
    known = Attack(counted, cells, one_cause=not overlapping)
    for key in missing:
        row = counted[key]
        low, high = known.range_of("times", key)
        assert high - low >= FEWEST - 1e-6 or not row.participations or key in whole_table, (
            "each withheld number has a range"
        )
        if row.participations and row.volunteers < FEWEST:
            assert low < 1e-6, "that somebody was there is not known"
            assert high >= FEWEST - 1e-6, "nor that they were few"
            few, many = known.range_of("people", key)
            assert few < 1e-6
            assert many >= FEWEST - 1e-6
    for key in [key for key in counted if key not in cells or cells[key].minutes is None]:
        low, high = known.range_of("minutes", key)
        assert high - low >= FEWEST * 60 - 1e-6 or not counted[key].minutes or key in whole_table
        if counted[key].minutes and counted[key].givers < FEWEST:
            assert low < 1e-6
            assert high >= FEWEST * 60 - 1e-6


class Given:
    """A lot that has fallen: these are withheld though nothing asks for it."""

    def __init__(self, keys: Set[Key], draw: Random | None = None) -> None:
        self._keys, self._draw = keys, draw

    def taken(self, people: Mapping[Key, int]) -> set[Key]:
        if self._draw:
            return {key for key in people if self._draw.random() < 0.15}
        return set(people) & self._keys

    def price(self, people: int) -> float:
        return self._draw.random() * max(people, 1) if self._draw else 1


def month_of(table: Mapping[Key, int]) -> dict[Key, Amount]:
    """Where each person takes part once, for one cause."""
    month: dict[Key, int] = defaultdict(int)
    for (division, cause), number in table.items():
        for key in (WHOLE, (division, ""), ("", cause), (division, cause)):
            month[key] += number
    return {key: Amount(number, number) for key, number in month.items()}


def months_like(
    month: Mapping[Key, Amount], hidden: Set[Key], draw: Random | None
) -> Iterator[dict[Key, Amount]]:
    """All that agree with what is shown, in any order with `draw`."""
    crossed = [key for key in month if all(key)]
    if draw:
        draw.shuffle(crossed)
    margins_of = {
        key: [one for one in (WHOLE, (key[0], ""), ("", key[1])) if one not in hidden] for key in crossed
    }
    left = {one: month[one].number for margins in margins_of.values() for one in margins}
    last = {one: key for key in crossed for one in margins_of[key]}
    most_of_all = month[WHOLE].number

    def fill(at: int, table: dict[Key, int]) -> Iterator[dict[Key, int]]:
        if at == len(crossed):
            yield table
            return
        key = crossed[at]
        margins = margins_of[key]
        most = min((left[one] for one in margins), default=most_of_all)
        least = max((left[one] for one in margins if last[one] == key), default=0)
        numbers = [*range(least, most + 1)] if key in hidden else [month[key].number]
        if draw:
            draw.shuffle(numbers)
        for number in numbers:
            if least <= number <= most:
                table[key] = number
                for one in margins:
                    left[one] -= number
                yield from fill(at + 1, table)
                for one in margins:
                    left[one] += number

    return (month_of(table) for table in fill(0, {}))


def found_out(
    month: Mapping[Key, Amount],
    hidden: frozenset[Key],
    *,
    already: frozenset[Key] = frozenset(),
    draw: Random | None = None,
) -> dict[Key, list[int]]:
    """What somebody who knows the rules finds of what is `hidden`. He asks of all months that look the same whether
    they could have been published alike, until each figure is seen to be nothing, and to be much.

    What is much is no secret where it follows from the sums of a crossed table that is withheld whole, or from where
    there are no missions; nor is that nobody was there.
    """
    crossed = {key for key in month if all(key)}
    everywhere = len(crossed) == len({key[0] for key in crossed}) * len({key[1] for key in crossed})
    secret = {key for key in hidden if everywhere and not (all(key) and crossed <= hidden)}
    few = {key for key in hidden & month.keys() if 0 < month[key].number < FEWEST}
    values = {key: {month[key].number} for key in secret | few if key in month and month[key].number}

    def told() -> dict[Key, list[int]]:
        return {
            key: sorted(seen)
            for key, seen in values.items()
            if max(seen) - min(seen) < FEWEST or (key in few and min(seen))
        }

    waiting = told()
    at_random = (next(months_like(month, hidden, draw)) for _time in range(400 if draw else 0))
    for other in chain(at_random, months_like(month, hidden, draw)):
        if not waiting:
            break
        if any(not seen[0] <= other[key].number <= seen[-1] for key, seen in waiting.items()) and (
            withheld(other, already=already, lot=Given(hidden)) == hidden
        ):
            for key, seen in values.items():
                seen.add(other[key].number)
            waiting = told()
    return waiting


@pytest.mark.parametrize(("rows", "columns", "most"), [(1, 2, 24), (2, 1, 24), (3, 1, 11), (2, 2, 6)])
def test_knowing_the_rules_tells_nothing_of_any_small_network(rows: int, columns: int, most: int) -> None:
    """Every month of so few people, whatever the lot (for the larger ones: whatever is asked for at first)."""
    crossed = [(division, cause) for division in DIVISIONS[:rows] for cause in CAUSES[:columns]]
    for whole in range(FEWEST, most + 1):
        for values in tables(len(crossed), whole):
            month = month_of(dict(zip(crossed, values, strict=True)))
            for lot in {frozenset[Key](), frozenset({crossed[0]}), frozenset({("", CAUSES[0])})}:
                hidden = withheld(month, lot=Given(lot))
                assert not found_out(month, hidden), month


@pytest.mark.parametrize(("rows", "columns", "networks"), [(2, 2, 20), (2, 3, 20), (3, 2, 20), (3, 3, 8)])
def test_knowing_the_rules_tells_nothing_of_networks_drawn_at_random(
    rows: int, columns: int, networks: int
) -> None:
    """Participations, then hours, which are withheld wherever those are: months in which both look the same."""
    draw = Random(10 * rows + columns)
    for _number in range(networks):
        sizes = draw.choice([(0, 1, 2, 6), (0, 3, 7, 9), (4, 5, 6, 9), (0, 0, 1, 11)])
        everywhere = draw.random() < 0.5  # else there are missions but here and there, as the reader knows
        crossed = [(d, c) for d in DIVISIONS[:rows] for c in CAUSES[:columns]]
        month = month_of(
            {
                key: draw.choice(sizes)
                for key in crossed
                if everywhere or draw.random() < 0.7 or key == crossed[0]
            }
        )
        hidden = withheld(month, lot=Given(set(), draw))
        if WHOLE in hidden:
            continue  # it says but one thing: that fewer than five took part in all
        assert not found_out(month, hidden, draw=draw), month
        given = month_of({key: one.number // 2 for key, one in month.items() if all(key)})
        hours_hidden = withheld(given, already=hidden, lot=Given(set(), draw))
        assert hours_hidden >= hidden
        if WHOLE not in hours_hidden:
            assert not found_out(given, hours_hidden, already=hidden, draw=draw), given


def tables(cells: int, whole: int) -> Iterator[tuple[int, ...]]:
    if cells == 1:
        yield (whole,)
        return
    for first in range(whole + 1):
        yield from ((first, *rest) for rest in tables(cells - 1, whole - first))


def of_divisions(**cells: Amount) -> dict[Key, Amount]:
    whole = Amount(sum(one.number for one in cells.values()), sum(one.people for one in cells.values()))
    return {WHOLE: whole, **{(name, ""): amount for name, amount in cells.items()}}


def keys(*names: str) -> set[frozenset[Key]]:
    return {frozenset((one, "") for one in name) for name in names}


def test_a_table_where_nobody_is_few_is_whole() -> None:
    many, some, one, none = Amount(99, 90), Amount(12, 12), Amount(1, 1), Amount(0, 0)
    lot = Given(set())
    assert withheld(of_divisions(a=many, b=some, c=none), lot=lot) == frozenset()
    assert withheld(of_divisions(a=many, b=some, c=one), lot=lot) in keys("ac", "bc")
    assert withheld(of_divisions(a=many, b=Amount(2, 0)), lot=lot) in keys("ab"), "guests are few as well"
    for alone in (of_divisions(a=Amount(9, 4)), of_divisions(a=none)):
        assert withheld(alone) == frozenset(alone), "whether anybody was there, or not"


def test_hours_tell_no_participations_that_are_withheld() -> None:
    """Three hours a participation would tell the one by the other; hours of few are withheld by themselves."""
    cells = of_divisions(**{name: Amount(90, 30) for name in "abcd"})
    (ab,) = keys("ab")
    (a,) = keys("a")
    lot = Given(set())
    assert withheld(cells, already=ab, lot=lot) == ab
    few = of_divisions(a=Amount(0, 0), b=Amount(6, 2), c=Amount(90, 30), d=Amount(90, 30))
    assert withheld(few, already=a, lot=lot) in keys("abc", "abd")
    assert withheld(few, lot=lot) in keys("bc", "bd", "abc", "abd")
    assert withheld(few, already=frozenset({WHOLE})) == frozenset(few)


def test_the_lot_may_fall_on_anything_and_seldom_does() -> None:
    people = {("a", ""): 0, ("b", ""): 4, ("c", ""): 60, ("d", ""): 5000}
    taken = Counter(key for _time in range(20_000) for key in Chance().taken(people))
    assert {*taken} >= {("a", ""), ("b", ""), ("c", "")}
    assert taken["a", ""] + taken["b", ""] > 4 * taken["c", ""]
    assert taken.total() < 20_000 / 8


def test_a_whole_network_is_decided_in_time() -> None:
    """Thirty divisions by twelve causes, most of them with few. All of France and Wallonia take seconds as well."""
    draw = Random(1)
    people = {
        (str(division), str(cause)): int(draw.paretovariate(0.7)) - 1
        for division in range(30)
        for cause in range(12)
    }
    month = {key: Amount(2 * one.number, one.people) for key, one in month_of(people).items()}
    hidden = withheld(month, lot=Given(set()))
    shown = [key for key, amount in month.items() if amount.people >= FEWEST and key not in hidden]
    assert len(shown) > 60, "what is left is worth reading"
