"""JSON Lines in and out of the engine: one object a line, errors told by line number.

Field names are those of `Opportunity` and `Seeker`. A field that is absent or null was left unsaid; only
`id`, and an opportunity's `territory`, are required. Codes of causes and skills are free, the others not.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from math import isfinite
from typing import BinaryIO, NoReturn, Protocol

from matching.engine.dayparts import DAY_PARTS
from matching.engine.model import Mobility, Opportunity, Reach, Remote, Seeker, Suggestion

BYTE_ORDER_MARK = "\ufeff"
LONGEST_LINE = 1_000_000
"""Bytes. A line that is longer is a fault, and is never held whole."""
MOST_CODES = 100
"""In one list."""
MOST_CODES_OF_FILE = 10_000
"""Different ones, of causes and of skills each."""
EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
_QUOTED = 80
_DAY_PARTS = frozenset(DAY_PARTS)
_DATE_AND_TIME = re.compile(r"[0-9W-]+[Tt ][0-9:.,]+([Zz]|[+-][0-9:]+)?")


class InvalidLineError(ValueError):
    """A line that cannot be read; the message says what is wrong with which field."""


@dataclass(frozen=True, slots=True)
class LineError:
    """`line` counts from 1."""

    line: int
    message: str


class Identified(Protocol):
    """What a line holds: anything with an id."""

    @property
    def id(self) -> str: ...


def read[T: Identified](
    lines: Iterable[str | bytes], parse: Callable[[str], T]
) -> tuple[list[T], list[LineError]]:
    """Every line that `parse` accepts, and an error for each other one. Blank lines are skipped.

    The second line with an id already seen is an error. Bytes are read as UTF-8, with or without a byte order mark.
    """
    items: list[T] = []
    errors: list[LineError] = []
    first_line: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        try:
            if len(line) > LONGEST_LINE:
                raise InvalidLineError(f"longer than {LONGEST_LINE} bytes")
            text = line.decode() if isinstance(line, bytes) else line
            if number == 1:
                text = text.removeprefix(BYTE_ORDER_MARK)
            if not text.strip():
                continue
            item = parse(text)
            if item.id in first_line:
                raise InvalidLineError(
                    f"id {_quoted(item.id)} was already used on line {first_line[item.id]}"
                )
        except UnicodeDecodeError:
            errors.append(LineError(number, "not UTF-8"))
        except InvalidLineError as error:
            errors.append(LineError(number, str(error)))
        else:
            first_line[item.id] = number
            items.append(item)
    return items, errors


def lines_of(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file for `read`; of one that is too long only the beginning, too long as well."""
    while line := file.readline(LONGEST_LINE + 1):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE + 1)
            if not line:
                return


def parse_opportunity(text: str) -> Opportunity:
    """One opportunity. Raises InvalidLineError."""
    values = _Fields(text, Opportunity)
    lat, lon = values.coordinates()
    starts_at, ends_at = values.moment("starts_at"), values.moment("ends_at", end_of_day=True)
    if starts_at is not None and ends_at is not None and ends_at < starts_at:
        raise InvalidLineError("ends_at is before starts_at")
    return Opportunity(
        id=values.required_text("id"),
        territory=values.required_text("territory"),
        lat=lat,
        lon=lon,
        remote=values.choice("remote", Remote) or Remote.NO,
        causes=values.codes("causes"),
        skills=values.codes("skills"),
        availability=values.codes("availability", _DAY_PARTS),
        starts_at=starts_at,
        ends_at=ends_at,
        capacity=values.whole_number("capacity"),
        connections=values.whole_number("connections") or 0,
        min_age=values.whole_number("min_age", most=150),
        published_at=values.moment("published_at"),
        reach=values.choice("reach", Reach) or Reach.TERRITORY,
        requests=values.whole_number("requests") or 0,
        answers=values.number("answers", least=0, most=1),
    )


def opportunity_parser() -> Callable[[str], Opportunity]:
    """`parse_opportunity` for the lines of one file, which name a bounded number of codes: the catalogue holds a bit
    for each in every row."""
    seen: dict[str, set[str]] = {"causes": set(), "skills": set()}

    def parse(text: str) -> Opportunity:
        opportunity = parse_opportunity(text)
        for name, known in seen.items():
            if fresh := getattr(opportunity, name) - known:
                if len(known) + len(fresh) > MOST_CODES_OF_FILE:
                    raise InvalidLineError(
                        f"{name}: more than {MOST_CODES_OF_FILE} different codes in this file"
                    )
                known |= fresh
        return opportunity

    return parse


def parse_seeker(text: str) -> Seeker:
    """One seeker. Raises InvalidLineError."""
    values = _Fields(text, Seeker)
    lat, lon = values.coordinates()
    return Seeker(
        id=values.required_text("id"),
        territory=values.text("territory"),
        lat=lat,
        lon=lon,
        radius_km=values.number("radius_km", least=0),
        remote_ok=values.flag("remote_ok"),
        causes=values.codes("causes"),
        skills=values.codes("skills"),
        availability=values.codes("availability", _DAY_PARTS),
        age=values.whole_number("age", most=150),
        mobility=values.choice("mobility", Mobility),
    )


def parse_neighbours(text: str) -> dict[str, frozenset[str]]:
    """The object `{"territory": ["other", …]}`. Raises InvalidLineError."""
    content = _json(text)
    if not isinstance(content, dict):
        raise InvalidLineError("expected an object of lists of territories")
    return {territory: _strings(_quoted(territory), others) for territory, others in content.items()}


def parse_moment(text: str, *, end_of_day: bool = False) -> datetime:
    """An ISO 8601 date and time; without an offset it is UTC; a bare date is its first (or last) instant.

    Raises InvalidLineError.
    """
    try:
        if _DATE_AND_TIME.fullmatch(text):
            moment = datetime.fromisoformat(text.upper())
        else:
            day = date.fromisoformat(text)
            day += timedelta(days=1 if end_of_day and day < date.max else 0)
            moment = datetime.combine(day, time())
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise InvalidLineError(f"{_quoted(text)} is not an ISO 8601 date and time") from None
    if moment < EARLIEST:
        raise InvalidLineError(f"{_quoted(text)} is before {EARLIEST.year}")
    return min(moment, LATEST)


def suggestions_line(seeker: Seeker, suggestions: Iterable[Suggestion]) -> str:
    """The answer for one seeker, in ASCII, without line end."""
    return json.dumps(
        {
            "seeker": seeker.id,
            "suggestions": [
                {
                    "opportunity": suggestion.opportunity_id,
                    "score": suggestion.score,
                    "reasons": [
                        {"kind": reason.kind, "value": reason.value, "contribution": reason.contribution}
                        for reason in suggestion.reasons
                    ],
                }
                for suggestion in suggestions
            ],
        }
    )


class _Fields:
    """The fields of one line, read with checks."""

    def __init__(self, text: str, model: type[Opportunity] | type[Seeker]) -> None:
        content = _json(text)
        if not isinstance(content, dict):
            raise InvalidLineError("expected an object")
        known = model.__dataclass_fields__
        if unknown := sorted(content.keys() - known.keys()):
            raise InvalidLineError("unknown field " + ", ".join(map(_quoted, unknown[:10])))
        self._content: Mapping[str, object] = content

    def text(self, name: str) -> str | None:
        value = self._content.get(name)
        if value is None:
            return None
        if not isinstance(value, str) or not value:
            raise InvalidLineError(f"{name} must be a text that is not empty")
        return value

    def required_text(self, name: str) -> str:
        value = self.text(name)
        if value is None:
            raise InvalidLineError(f"{name} is missing")
        return value

    def flag(self, name: str) -> bool | None:
        value = self._content.get(name)
        if value is not None and not isinstance(value, bool):
            raise InvalidLineError(f"{name} must be true or false")
        return value

    def number(self, name: str, *, least: float, most: float | None = None) -> float | None:
        value = self._content.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not _finite(value):
            raise InvalidLineError(f"{name} must be a number")
        if value < least or (most is not None and value > most):
            bounds = f"at least {least}" if most is None else f"between {least} and {most}"
            raise InvalidLineError(f"{name} is {value}, it must be {bounds}")
        return float(value)

    def whole_number(self, name: str, *, most: int = 2**31 - 1) -> int | None:
        value = self.number(name, least=0, most=most)
        if value is None:
            return None
        if value != int(value):
            raise InvalidLineError(f"{name} must be a whole number")
        return int(value)

    def coordinates(self) -> tuple[float | None, float | None]:
        lat, lon = self.number("lat", least=-90, most=90), self.number("lon", least=-180, most=180)
        if (lat is None) != (lon is None):
            raise InvalidLineError("lat and lon go together")
        return lat, lon

    def moment(self, name: str, *, end_of_day: bool = False) -> datetime | None:
        value = self._content.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            raise InvalidLineError(f"{name} must be an ISO 8601 date and time")
        try:
            return parse_moment(value, end_of_day=end_of_day)
        except InvalidLineError as error:
            raise InvalidLineError(f"{name}: {error}") from None

    def codes(self, name: str, known: AbstractSet[str] | None = None) -> frozenset[str]:
        codes = _strings(name, self._content.get(name))
        if len(codes) > MOST_CODES:
            raise InvalidLineError(f"{name} must be a list of at most {MOST_CODES} codes")
        if known is not None and (unknown := codes - known):
            raise InvalidLineError(f"{name}: unknown code {_quoted(min(unknown))}")
        return codes

    def choice[E: StrEnum](self, name: str, choices: type[E]) -> E | None:
        value = self._content.get(name)
        if value is None:
            return None
        try:
            return choices(str(value))
        except ValueError:
            raise InvalidLineError(f"{name} must be one of {', '.join(choices)}") from None


def _json(text: str) -> object:
    try:
        content: object = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise InvalidLineError(f"not JSON: {error.msg.removesuffix(' at')} ({where})") from None
    except (RecursionError, ValueError) as error:
        if isinstance(error, InvalidLineError):
            raise
        raise InvalidLineError("not JSON that can be read") from None
    return content


def _refuse(constant: str) -> NoReturn:
    raise InvalidLineError(f"not JSON: {constant}")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """JSON leaves open which of two equal names counts; here neither does."""
    content = dict(pairs)
    if len(content) < len(pairs):
        twice = next(name for name, number in Counter(name for name, _ in pairs).items() if number > 1)
        raise InvalidLineError(f"{_quoted(twice)} is there twice")
    return content


_DECODER = json.JSONDecoder(parse_constant=_refuse, object_pairs_hook=_object)


def _strings(name: str, value: object) -> frozenset[str]:
    if value is None:
        return frozenset()
    if not isinstance(value, list) or any(type(item) is not str or not item for item in value):
        raise InvalidLineError(f"{name} must be a list of texts")
    return frozenset(value)


def _quoted(text: str) -> str:
    """A text of somebody else's for a message of one line: shortened, and what does not print written out."""
    short = text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
    shown = (one if one.isprintable() else one.encode("unicode_escape").decode() for one in short)
    return f'"{"".join(shown)}"'


def _finite(value: float) -> bool:
    try:
        return isfinite(value)
    except OverflowError:
        return False
