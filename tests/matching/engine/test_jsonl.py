"""Lines in and out: every fault is told with its line, and the others are answered."""

import json
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.engine import (
    DAY_PARTS,
    Catalogue,
    Mobility,
    Opportunity,
    Query,
    Reach,
    Reason,
    ReasonKind,
    Remote,
    Seeker,
    Suggestion,
)
from matching.engine.jsonl import (
    LATEST,
    LONGEST_LINE,
    InvalidLineError,
    LineError,
    lines_of,
    opportunity_parser,
    parse_moment,
    parse_neighbours,
    parse_opportunity,
    parse_seeker,
    read,
    suggestions_line,
)


def test_every_field_of_an_opportunity() -> None:
    line = {
        "id": "o1", "territory": "namur", "lat": 50.4, "lon": 4, "remote": "possible", "causes": ["housing"],
        "skills": ["legal", "beekeeping"], "availability": ["mon-morning"],
        "starts_at": "2026-11-23T09:00+01:00",
        "ends_at": "2026-11-24", "capacity": 4, "connections": 1, "min_age": 16,
        "published_at": "2026-11-20T08:00:00", "reach": "network", "requests": 1, "answers": 0.8,
    }  # fmt: skip
    assert parse_opportunity(json.dumps(line)) == Opportunity(
        id="o1",
        territory="namur",
        lat=50.4,
        lon=4.0,
        remote=Remote.POSSIBLE,
        causes=frozenset({"housing"}),
        skills=frozenset({"legal", "beekeeping"}),
        availability=frozenset({"mon-morning"}),
        starts_at=datetime(2026, 11, 23, 8, tzinfo=UTC),
        ends_at=datetime(2026, 11, 25, tzinfo=UTC),
        capacity=4,
        connections=1,
        min_age=16,
        published_at=datetime(2026, 11, 20, 8, tzinfo=UTC),
        reach=Reach.NETWORK,
        requests=1,
        answers=0.8,
    )


def test_every_field_of_a_seeker() -> None:
    line = {
        "id": "s1", "territory": "namur", "lat": 50.4, "lon": 4, "radius_km": 12.5, "remote_ok": True,
        "causes": ["housing"], "skills": [], "availability": ["sun-evening"], "age": 30, "mobility": "bike",
    }  # fmt: skip
    assert parse_seeker(json.dumps(line)) == Seeker(
        id="s1",
        territory="namur",
        lat=50.4,
        lon=4.0,
        radius_km=12.5,
        remote_ok=True,
        causes=frozenset({"housing"}),
        availability=frozenset({"sun-evening"}),
        age=30,
        mobility=Mobility.BIKE,
    )


def test_null_and_absent_are_unsaid() -> None:
    assert parse_seeker('{"id": "s"}') == Seeker(id="s")
    assert parse_seeker('{"id": "s", "lat": null, "lon": null, "causes": null, "age": null}') == Seeker(
        id="s"
    )


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"colour": "red"}, 'unknown field "colour"'),
        ({"b": 1, "a": 2}, 'unknown field "a", "b"'),
        ({"lat": 91, "lon": 0}, "lat is 91, it must be between -90 and 90"),
        ({"lat": 0, "lon": -180.5}, "lon is -180.5, it must be between -180 and 180"),
        ({"lat": 50}, "lat and lon go together"),
        ({"lat": "50", "lon": 4}, "lat must be a number"),
        ({"lat": True, "lon": 4}, "lat must be a number"),
        ({"lat": 10**400, "lon": 4}, "lat must be a number"),
        ({"remote": "maybe"}, "remote must be one of no, possible, full"),
        ({"remote": 1}, "remote must be one of no, possible, full"),
        ({"reach": "world"}, "reach must be one of territory, neighbours, network"),
        ({"causes": "sport"}, "causes must be a list of texts"),
        ({"skills": [1]}, "skills must be a list of texts"),
        ({"availability": ["monday"]}, 'availability: unknown code "monday"'),
        ({"ends_at": "22/11/2026"}, 'ends_at: "22/11/2026" is not an ISO 8601 date and time'),
        ({"ends_at": "2026-02-30"}, 'ends_at: "2026-02-30" is not an ISO 8601 date and time'),
        ({"ends_at": 12}, "ends_at must be an ISO 8601 date and time"),
        ({"starts_at": "2026-11-22T10:00Z", "ends_at": "2026-11-22T09:00Z"}, "ends_at is before starts_at"),
        ({"capacity": -1}, "capacity is -1, it must be between 0 and 2147483647"),
        ({"connections": 1.5}, "connections must be a whole number"),
        ({"min_age": 999}, "min_age is 999, it must be between 0 and 150"),
        ({"id": ""}, "id must be a text that is not empty"),
        ({"id": 7}, "id must be a text that is not empty"),
        ({"id": None}, "id is missing"),
        ({"skills": [str(number) for number in range(101)]}, "skills must be a list of at most 100 codes"),
        ({"a\nb\x1b\ud800": 1}, 'unknown field "a\\nb\\x1b\\ud800"'),
        ({"availability": ["é" * 1000]}, f'availability: unknown code "{"é" * 80}…"'),
        ({"territory": None}, "territory is missing"),
    ],
)
def test_faults_of_an_opportunity(fields: dict, message: str) -> None:
    with pytest.raises(InvalidLineError) as caught:
        parse_opportunity(json.dumps({"id": "o", "territory": "t", **fields}))
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"radius_km": -1}, "radius_km is -1, it must be at least 0"),
        ({"remote_ok": "yes"}, "remote_ok must be true or false"),
        ({"mobility": "plane"}, "mobility must be one of foot, bike, transit, car"),
        ({"capacity": 3}, 'unknown field "capacity"'),
    ],
)
def test_faults_of_a_seeker(fields: dict, message: str) -> None:
    with pytest.raises(InvalidLineError) as caught:
        parse_seeker(json.dumps({"id": "s", **fields}))
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nope",
        "[1]",
        '"text"',
        '{"id": NaN}',
        "[" * 100_000,
        '{"id": 1' + "0" * 5000 + "}",
        '{"id": "a", "id": "b"}',
    ],
)
def test_what_is_not_an_object_of_json(text: str) -> None:
    with pytest.raises(InvalidLineError):
        parse_seeker(text)


@given(
    st.binary()
    | st.text().map(str.encode)
    | st.dictionaries(st.text(), st.none() | st.floats()).map(json.dumps)
)
def test_no_line_whatever_stops_the_reading(line: bytes | str) -> None:
    items, errors = read([line, '{"id": "good"}'], parse_seeker)
    assert items[-1].id == "good"
    assert len(items) + len(errors) <= 2


_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.datetimes().map(str)
    | st.sampled_from(
        [*DAY_PARTS, *Remote, *Reach, *Mobility, "\ud800", "9999-12-31T23:59:59.999999", 2**31 - 1]
    ),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(max_size=3), values, max_size=2),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from([*Opportunity.__dataclass_fields__, "\x1b"]), _VALUES, max_size=4))
def test_whatever_a_field_holds_it_is_told_in_one_line_or_ranked(fields: dict) -> None:
    line = json.dumps({"id": "o", "territory": "t", "remote": "full", "reach": "network"} | fields)
    items, errors = read([line], opportunity_parser())
    assert len(items) + len(errors) == 1
    assert all(error.message.isprintable() and len(error.message) < 1_000 for error in errors)
    now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    for suggestion in Catalogue(items).rank(Query(Seeker(id="s")), now=now):
        answer = json.loads(suggestions_line(Seeker(id="s"), [suggestion]))["suggestions"][0]
        told = sum(reason["contribution"] for reason in answer["reasons"])
        assert 0 <= answer["score"] <= 1
        assert told == pytest.approx(answer["score"], abs=1e-5)


def test_a_byte_order_mark_is_no_fault() -> None:
    assert read([b'\xef\xbb\xbf{"id": "s"}\r\n'], parse_seeker) == ([Seeker(id="s")], [])


def test_lines_are_counted_from_one_blank_ones_included() -> None:
    lines = [b'{"id": "a"}', b"\n", b"\xff\n", b'{"id": "a"}\n', b'{"id": "b"}\r\n']
    items, errors = read(lines, parse_seeker)
    assert [item.id for item in items] == ["a", "b"]
    assert errors == [LineError(3, "not UTF-8"), LineError(4, 'id "a" was already used on line 1')]


def test_codes_without_end_do_not_fill_the_memory() -> None:
    skills = [[f"s{number}-{code}" for code in range(100)] for number in range(101)]
    lines = [json.dumps({"id": str(n), "territory": "t", "skills": codes}) for n, codes in enumerate(skills)]
    items, errors = read(
        [*lines, '{"id": "last", "territory": "t", "skills": ["s0-0"]}'], opportunity_parser()
    )
    assert (len(items), items[-1].id) == (101, "last")
    assert errors == [LineError(101, "skills: more than 10000 different codes in this file")]


def test_a_line_without_end_is_never_held_whole() -> None:
    endless = BytesIO(
        b'{"id": "a"}\n' + b"x" * (3 * LONGEST_LINE) + b'\n{"id": "b"}\n' + b" " * (LONGEST_LINE + 1)
    )
    lines = list(lines_of(endless))
    assert [len(line) for line in lines] == [12, LONGEST_LINE + 1, 12, LONGEST_LINE + 1]
    items, errors = read(lines, parse_seeker)
    assert [item.id for item in items] == ["a", "b"]
    assert errors == [LineError(line, "longer than 1000000 bytes") for line in (2, 4)]


def test_neighbours() -> None:
    assert parse_neighbours('{"a": ["b", "c"], "d": []}') == {"a": {"b", "c"}, "d": frozenset()}
    for text in ("[]", '{"a": "b"}', "nope"):
        with pytest.raises(InvalidLineError):
            parse_neighbours(text)


def test_moments() -> None:
    assert parse_moment("2026-11-22T09:00:00Z") == datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert parse_moment("2026-11-22") == datetime(2026, 11, 22, tzinfo=UTC)
    for text, end in (
        ("20261122", datetime(2026, 11, 23, tzinfo=UTC)),
        ("2026-11-22 09:00:00,5+0100", datetime(2026, 11, 22, 8, 0, 0, 500_000, tzinfo=UTC)),
        ("9999-12-31", datetime(9999, 12, 31, tzinfo=UTC)),
        ("9999-12-31T23:59:59.999999Z", LATEST),  # a POSIX time as a float has no later one
    ):
        assert parse_moment(text, end_of_day=True) == end
    for text in (
        "0001-01-01", "1899-12-30", "9999-12-31T23:59-12:00", "2026-11-22x09:00", "2026-11-22-0900",
        "2026-11-22+01:00", "\u0662\u0660\u0662\u0666-11-22", "\ud800", "",
    ):  # fmt: skip
        with pytest.raises(InvalidLineError):
            parse_moment(text, end_of_day=True)


def test_the_answer_line() -> None:
    reasons = (Reason(ReasonKind.DISTANCE, 3.2, 0.31), Reason(ReasonKind.CAUSE, 1, 0.2, ("sport",)))
    line = suggestions_line(Seeker(id="é"), [Suggestion("o1", 0.51, reasons)])
    assert "\n" not in line
    assert json.loads(line) == {
        "seeker": "é",
        "suggestions": [
            {
                "opportunity": "o1",
                "score": 0.51,
                "reasons": [
                    {"kind": "distance", "value": 3.2, "contribution": 0.31},
                    {"kind": "cause", "value": 1, "contribution": 0.2},
                ],
            }
        ],
    }
