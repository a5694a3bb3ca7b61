"""Reported twice or late, published once; what a territory reported goes with it, what is public stays."""

from __future__ import annotations

import csv
import re
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest

from kernel.tenancy import TerritoryContext
from tenants.observatory import map as dots
from tenants.observatory.disclosure import Chance
from tenants.observatory.models import Axis, Cell, Publication, Snapshot
from tenants.observatory.open_data import COLUMNS
from tenants.observatory.selectors import months_to_report
from tenants.observatory.services import Counted, keep_snapshot, publish_months
from tenants.registry.lifecycle import TERRITORY
from tenants.registry.models import Territory
from tenants.registry.signals import territory_changed
from tests.harness.clients import HostClient

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
NOW = datetime(2026, 11, 12, tzinfo=UTC)


def counted(month: date, axis: str, code: str, people: int) -> Counted:
    return Counted(month, axis, code, 3, 30, people, 2 * people, people, people * 120)


def table(month: date, **people: int) -> list[Counted]:
    """`NAM=20`: a division of Belgium with so many people; all of them for one cause."""
    whole = sum(people.values())
    codes = {"NAM": "BE-90000", "LUX": "BE-80000", "LIE": "BE-60000"}
    return [
        counted(month, Axis.NETWORK, "", whole),
        counted(month, Axis.CAUSE, "environment", whole),
        *(counted(month, Axis.DIVISION, codes[name], number) for name, number in people.items()),
    ]


@pytest.fixture(autouse=True)
def the_lot_asks_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is withheld by chance alone, which would be rare."""
    monkeypatch.setattr(Chance, "taken", lambda _self, _people: set())


@pytest.fixture
def both(db: None, territory_a: TerritoryContext, territory_b: TerritoryContext) -> tuple[int, int]:
    return territory_a.id, territory_b.id


def keep(territory_id: int, *months: date, **people: int) -> int:
    rows = [row for month in months for row in table(month, **people)]
    return keep_snapshot(territory_id=territory_id, months=list(months), counted=rows, now=NOW)


def shown(month: date = OCTOBER) -> dict[str, int | None]:
    cells = Cell.objects.filter(publication__month=month, axis__in=[Axis.NETWORK, Axis.DIVISION])
    return dict(cells.values_list("code", "volunteers"))


def test_reported_twice_is_reported_once_and_published_once(both: tuple[int, int]) -> None:
    a, b = both
    assert months_to_report(today=NOW.date())[-1] == NOVEMBER
    keep(a, OCTOBER, NOVEMBER, NAM=50, LUX=3)
    assert keep(a, OCTOBER, NOVEMBER, NAM=40, LUX=8) == keep(a, OCTOBER, NOVEMBER, NAM=40, LUX=8) == 8
    keep(b, OCTOBER, LUX=10, LIE=2)
    assert Snapshot.objects.count() == 12
    assert publish_months(now=NOW.replace(day=10)) == []
    assert publish_months(now=NOW) == [OCTOBER]
    assert (shown()[""], shown()["BE-60000"]) == (60, None)
    assert set(shown().values()) in ({60, None, 40}, {60, None, 18}), "another one goes with it"
    assert Publication.objects.get().territories == 2
    # What was published is forgotten, stays as it is, and is not reported any more.
    assert not Snapshot.objects.filter(month=OCTOBER).exists()
    assert months_to_report(today=NOW.date()) == [NOVEMBER]
    assert keep(b, OCTOBER, NOVEMBER, LUX=500) == 3
    assert publish_months(now=NOW) == []
    assert shown()[""] == 60


def test_a_territory_that_is_gone_takes_along_what_is_not_public(both: tuple[int, int]) -> None:
    a, b = both
    keep(a, OCTOBER, NOVEMBER, NAM=40)
    keep(b, OCTOBER, NOVEMBER, LUX=10)
    publish_months(now=NOW)
    gone = Territory.objects.get(pk=b)
    before = gone.context()
    gone.state = TERRITORY.target("delete", "leaving")
    territory_changed.send(sender=Territory, territory=gone, before=before)
    assert set(Snapshot.objects.values_list("territory_id", flat=True)) == {a}
    assert shown() == {"": 50, "BE-90000": 40, "BE-80000": 10}


def test_who_is_not_named_by_the_network_is_not_counted(both: tuple[int, int]) -> None:
    a, b = both
    keep(a, OCTOBER, NAM=40)
    keep(b, OCTOBER, LUX=10)
    Territory.objects.filter(pk=b).update(listed=False)
    publish_months(now=NOW)
    assert shown() == {"": 40, "BE-90000": 40}


def test_the_page_shows_map_charts_and_tables(both: tuple[int, int], network_client: HostClient) -> None:
    empty = network_client.get("/observatoire/").content.decode()
    assert "Aucun mois n’est encore public" in empty
    keep(both[0], OCTOBER, NAM=40, LUX=3, LIE=70)
    publish_months(now=NOW)
    answer = network_client.get("/observatoire/")
    page = answer.content.decode()
    assert answer["Cache-Control"] == "public, max-age=3600"
    assert "Octobre 2026" in page
    for told in ('class="map"', 'class="chart"', "Namur", "Liège", "Environnement", "non publié"):
        assert told in page
    assert page.count("<table>") == 3
    assert "style=" not in page
    drawn = re.search(r'<svg[^>]*class="map".*?</svg>', page, re.DOTALL)
    assert drawn
    assert drawn[0].count("<text") == 6
    assert "map__dots--withheld" in drawn[0]
    assert network_client.get("/observatoire/", {"mois": "2026-10"}).status_code == 200
    assert network_client.get("/observatoire/", {"mois": "2026-11"}).status_code == 404
    again = network_client.get("/observatoire/", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304


def test_open_data_says_the_same_in_both_formats_as_its_schema_promises(
    both: tuple[int, int], network_client: HostClient, django_assert_num_queries: Any
) -> None:
    keep(both[0], OCTOBER, NAM=40, LUX=3, LIE=70)
    publish_months(now=NOW)
    network_client.get("/observatoire/donnees.json")
    with django_assert_num_queries(2):
        document = network_client.get("/observatoire/donnees.json")
    told = document.json()
    schema = network_client.get("/observatoire/schema.json").json()
    faults = list(faults_of(told, schema))
    assert not faults
    assert told["schema"] == schema["$id"]
    table_answer = network_client.get("/observatoire/donnees.csv")
    assert table_answer["Access-Control-Allow-Origin"] == document["Access-Control-Allow-Origin"] == "*"
    lines = list(csv.DictReader(StringIO(table_answer.content.decode())))
    assert list(lines[0]) == list(COLUMNS)
    assert lines == [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in told["figures"]
    ]
    withheld = {row["name"] for row in told["figures"] if row["volunteers"] is None}
    assert withheld in ({"Luxembourg", "Namur"}, {"Luxembourg", "Liège"})
    assert {row["hours"] for row in told["figures"] if row["level"] == "network"} == {226}


def test_where_and_for_what_and_a_year_of_which_a_month_is_withheld(
    both: tuple[int, int], network_client: HostClient
) -> None:
    september, november = date(2026, 9, 1), date(2026, 11, 1)
    places = {"BE-60000": (700, 200), "BE-80000": (3, 2), "BE-90000": (400, 300), "BE-50000": (500, 90)}
    sums = {code: sum(people) for code, people in places.items()}
    full = [
        counted(OCTOBER, Axis.NETWORK, "", sum(sums.values())),
        *(counted(OCTOBER, Axis.DIVISION, code, people) for code, people in sums.items()),
        *(
            counted(OCTOBER, Axis.CAUSE, cause, sum(people[number] for people in places.values()))
            for number, cause in enumerate(("environment", "sport"))
        ),
        *(
            counted(OCTOBER, Axis.CROSSED, f"{code}/{cause}", people)
            for code, row in places.items()
            for cause, people in zip(("environment", "sport"), row, strict=True)
        ),
    ]
    rows = [*table(september, NAM=3), *full, *table(november, NAM=40, LIE=70)]
    keep_snapshot(territory_id=both[0], months=[september, OCTOBER, november], counted=rows, now=NOW)
    assert publish_months(now=NOW + timedelta(days=30)) == [september, OCTOBER, november]
    told = network_client.get("/observatoire/donnees.json").json()["figures"]
    crossed = {(row["division"], row["cause"]): row for row in told if row["level"] == "crossed"}
    assert crossed["BE-80000", "sport"]["code"] == "BE-80000/sport"
    assert crossed["BE-80000", "sport"]["name"] == "Luxembourg · Sport"
    withheld = {key for key, row in crossed.items() if row["volunteers"] is None}
    assert {key for key in withheld if key[0] == "BE-80000"} == {
        ("BE-80000", "environment"),
        ("BE-80000", "sport"),
    }
    assert len({division for division, _cause in withheld}) in {2, 3, 4}
    assert not [row for row in told if row["month"] == "2026-09" and row["participations"] is not None]
    shown = [row for row in told if row["level"] == "network" and row["participations"] is not None]
    assert sum(row["participations"] for row in shown) == 2 * (2195 + 110), (
        "a year is of what is public alone"
    )

    def page(month: str) -> str:
        answer = network_client.get("/observatoire/", {"mois": month})
        return answer.content.decode().replace("\u202f", " ").replace("\xa0", " ")

    assert ('<th scope="row">Namur</th>' in page("2026-10")) == (len(withheld) < 8)
    assert "au moins 4 610" in page("2026-10"), "September is withheld, not nothing"
    assert "trop peu de monde" in page("2026-11"), "no crossed table of so small a month"
    assert "moins de 5 personnes" in page("2026-09")


def faults_of(value: Any, schema: dict[str, Any], path: str = "$") -> Any:
    """The part of JSON Schema that ours is written in."""
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "null": type(None)}
    if "const" in schema and value != schema["const"]:
        yield f"{path}: {value!r} is not {schema['const']!r}"
    named = schema.get("type", [])
    allowed = tuple(kinds[kind] for kind in ([named] if isinstance(named, str) else named))
    if allowed and not isinstance(value, allowed):
        yield f"{path}: {value!r} is no {named}"
    if isinstance(value, dict):
        missing = set(schema.get("required", [])) - set(value)
        unknown = (
            set(value) - set(schema["properties"]) if schema.get("additionalProperties") is False else set()
        )
        if missing or unknown:
            yield f"{path}: misses {missing}, has {unknown}"
        for name, one in value.items():
            yield from faults_of(one, schema["properties"].get(name, {}), f"{path}.{name}")
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from faults_of(one, schema["items"], f"{path}[{number}]")
    elif isinstance(value, str):
        if not re.search(schema.get("pattern", ""), value) or value not in schema.get("enum", [value]):
            yield f"{path}: {value!r}"
    elif isinstance(value, int) and value < schema.get("minimum", value):
        yield f"{path}: {value}"


def test_a_map_of_nowhere_is_none(db: None) -> None:
    assert dots.division_map(title="", text="", places=[]) == ""
