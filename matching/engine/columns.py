"""A catalogue's rows as numpy columns: compact, immutable by convention, cheap to patch."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from functools import reduce
from math import isnan

import numpy as np
from numpy.typing import NDArray

from matching.engine.dayparts import day_parts_of, mask_of
from matching.engine.ids import taken
from matching.engine.model import Opportunity, Reach, Remote
from matching.engine.pair import timestamp_of

REMOTES = tuple(Remote)
REACHES = tuple(Reach)
UNLIMITED = -1
WORD_BITS = 64
_BITS_OF_BYTE = np.arange(256)[:, None] >> np.arange(8) & 1
MOST_DECODED = 10_000
"""Sets kept decoded; a catalogue has far fewer combinations of codes than rows."""

_REMOTE_CODE = {remote: code for code, remote in enumerate(REMOTES)}
_REACH_CODE = {reach: code for code, reach in enumerate(REACHES)}


@dataclass(frozen=True, slots=True)
class Masks:
    """Sets of codes as bits. `words` has shape (rows, W): code number k is bit k % 64 of word k // 64."""

    codes: tuple[str, ...]
    words: NDArray[np.uint64]
    number: dict[str, int] = field(init=False, repr=False, compare=False)
    _decoded: dict[tuple[int, ...], frozenset[str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", {code: number for number, code in enumerate(self.codes)})

    @classmethod
    def of(cls, sets: Sequence[Collection[str]], known: Iterable[str] = ()) -> "Masks":
        """Masks of some sets, on a vocabulary that starts with the codes `known`."""
        first = tuple(known)
        codes = (*first, *sorted({code for codes in sets for code in codes}.difference(first)))
        position = {code: (number // WORD_BITS, 1 << number % WORD_BITS) for number, code in enumerate(codes)}
        width = -(-len(codes) // WORD_BITS) or 1
        if width == 1:
            bits = {code: bit for code, (_, bit) in position.items()}
            column = np.fromiter(
                (sum(bits[code] for code in set(codes)) if codes else 0 for codes in sets),
                dtype=np.uint64,
                count=len(sets),
            )
            return cls(codes, column.reshape(-1, 1))
        words = np.zeros((len(sets), width), dtype=np.uint64)
        for row, members in enumerate(sets):
            for code in members:
                word, bit = position[code]
                words[row, word] |= np.uint64(bit)
        return cls(codes, words)

    def decoded(self, words: Sequence[int]) -> frozenset[str]:
        """The codes of one row's words."""
        key = tuple(words)
        if (members := self._decoded.get(key)) is None:
            bits = sum(word << WORD_BITS * index for index, word in enumerate(key))
            members = frozenset(code for index, code in enumerate(self.codes) if bits >> index & 1)
            if len(self._decoded) < MOST_DECODED:
                self._decoded[key] = members
        return members

    def take(self, rows: NDArray[np.intp]) -> "Masks":
        return Masks(self.codes, self.words[rows])

    def joined(self, other: "Masks") -> "Masks":
        """Both, one after the other. `other`'s vocabulary must start with this one's."""
        if other.codes[: len(self.codes)] != self.codes:
            raise ValueError("the second vocabulary must extend the first")
        missing = other.words.shape[1] - self.words.shape[1]
        widened = np.pad(self.words, ((0, 0), (0, missing)))
        return Masks(other.codes, np.concatenate([widened, other.words]))

    def counts(self) -> NDArray[np.int64]:
        """For each code, the number of rows that hold it."""
        held = [np.bincount(column, minlength=256) @ _BITS_OF_BYTE for column in bytes_of(self.words)]
        return np.concatenate(held)[: len(self.codes)]

    def bit(self, number: int) -> NDArray[np.uint64]:
        """1 in the rows that hold code `number`, else 0."""
        word, shift = divmod(number, WORD_BITS)
        return (self.words[:, word] >> np.uint64(shift)) & np.uint64(1)

    def of_the_same(self, sets: Sequence[Collection[str]]) -> NDArray[np.uint64]:
        """(sets, W): words of other sets on this vocabulary; codes that it does not have are left out."""
        width, whole = self.words.shape[1], WORD_BITS * self.words.shape[1] // 8
        bits = (sum(1 << self.number[code] for code in set(codes) if code in self.number) for codes in sets)
        return np.frombuffer(b"".join(each.to_bytes(whole, "little") for each in bits), "<u8").reshape(
            -1, width
        )

    def tables(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """(bytes of a row, 256): what each byte adds to a sum of the codes' weights."""
        padded = np.pad(weights, (0, self.words.shape[1] * WORD_BITS - len(weights)))
        tables: NDArray[np.float64] = padded[: -(-len(weights) // 8) * 8].reshape(-1, 8) @ _BITS_OF_BYTE.T
        return tables

    def weighed(self, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """For each row the sum of its codes' weights."""
        return summed(self.words, self.tables(weights))

    def distinct(self) -> tuple["Masks", NDArray[np.intp]]:
        """The sets that occur, each once, and for each row the number of its own."""
        if self.words.shape[1] == 1:
            sets, which = np.unique(self.words[:, 0], return_inverse=True)
            sets = sets.reshape(-1, 1)
        else:
            sets, which = np.unique(self.words, axis=0, return_inverse=True)
        return Masks(self.codes, sets), which.reshape(-1)

    def holding(self, codes: Collection[str]) -> NDArray[np.bool_]:
        """The rows that hold at least one of the codes."""
        return occupied(self.words & self.of_the_same([codes]))


def occupied(words: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Along the last axis, which has the words of one set: whether they hold anything."""
    together = reduce(np.bitwise_or, [words[..., number] for number in range(words.shape[-1])])
    held: NDArray[np.bool_] = together != 0
    return held


def summed(
    words: NDArray[np.uint64], tables: NDArray[np.float64], lines: Iterable[int] | None = None
) -> NDArray[np.float64]:
    """For each row of words the sum of what its bytes add by `Masks.tables`, or those bytes that `lines` names."""
    total = np.zeros(len(words))
    columns = bytes_of(words)
    for line in range(len(tables)) if lines is None else lines:
        total += tables[line].take(columns[line])
    return total


def bytes_of(words: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """The words cut into bytes: code number k is bit k % 8 of line k // 8, with one column a row."""
    whole = np.ascontiguousarray(words, dtype="<u8")
    return whole.view(np.uint8).reshape(len(whole), whole.shape[1] * 8).T


@dataclass(frozen=True, slots=True)
class Columns:
    """One entry a row, in any order. Unknown numbers are NaN (`lat`, `lon`, `starts_at`, `ends_at`,
    `published_at`, `answers`; times are POSIX seconds), `capacity` is `UNLIMITED` for none, `min_age` 0 for none.
    `territory` indexes `territories`; `remote` and `reach` index `REMOTES` and `REACHES`; `availability`
    holds `dayparts` masks.
    """

    ids: NDArray[np.object_]
    territories: tuple[str, ...]
    territory: NDArray[np.int32]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    remote: NDArray[np.int8]
    causes: Masks
    skills: Masks
    availability: NDArray[np.uint32]
    starts_at: NDArray[np.float64]
    ends_at: NDArray[np.float64]
    capacity: NDArray[np.int32]
    connections: NDArray[np.int32]
    min_age: NDArray[np.int16]
    published_at: NDArray[np.float64]
    reach: NDArray[np.int8]
    requests: NDArray[np.int32]
    answers: NDArray[np.float64]

    @property
    def places_left(self) -> NDArray[np.int32]:
        """`Opportunity.places_left`; `UNLIMITED` for any number."""
        left = np.maximum(0, self.capacity - np.maximum(0, self.connections - self.requests))
        return np.where(self.capacity == UNLIMITED, np.int32(UNLIMITED), left)

    def __post_init__(self) -> None:
        lengths = {len(self.ids)}
        for column in fields(self):
            value = getattr(self, column.name)
            if isinstance(value, np.ndarray):
                lengths.add(len(value))
            elif isinstance(value, Masks):
                lengths.add(len(value.words))
        if len(lengths) != 1:
            raise ValueError("columns have different lengths")
        if np.isnan(self.lat).tobytes() != np.isnan(self.lon).tobytes():
            raise ValueError("latitude and longitude are given both or neither")

    @property
    def nbytes(self) -> int:
        """Bytes of the columns, without the ids' texts."""
        values = [getattr(self, column.name) for column in fields(self)]
        arrays = [value.words if isinstance(value, Masks) else value for value in values]
        return sum(array.nbytes for array in arrays if isinstance(array, np.ndarray))

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def of(cls, opportunities: Iterable[Opportunity], like: "Columns | None" = None) -> "Columns":
        """Columns of some opportunities; their vocabularies extend those of `like`."""
        rows = list(opportunities)
        first = like.territories if like else ()
        territories = (*first, *sorted({row.territory for row in rows}.difference(first)))
        number = {territory: index for index, territory in enumerate(territories)}

        def floats(values: Iterable[float | None]) -> NDArray[np.float64]:
            return np.array([np.nan if value is None else value for value in values], dtype=np.float64)

        def times(moments: Iterable[datetime | None]) -> NDArray[np.float64]:
            return floats(None if moment is None else timestamp_of(moment) for moment in moments)

        ids = np.empty(len(rows), dtype=np.object_)
        ids[:] = [row.id for row in rows]
        return cls(
            ids=ids,
            territories=territories,
            territory=np.array([number[row.territory] for row in rows], dtype=np.int32),
            lat=floats(row.lat for row in rows),
            lon=floats(row.lon for row in rows),
            remote=np.array([_REMOTE_CODE[row.remote] for row in rows], dtype=np.int8),
            causes=Masks.of([row.causes for row in rows], like.causes.codes if like else ()),
            skills=Masks.of([row.skills for row in rows], like.skills.codes if like else ()),
            availability=np.array([mask_of(row.availability) for row in rows], dtype=np.uint32),
            starts_at=times(row.starts_at for row in rows),
            ends_at=times(row.ends_at for row in rows),
            capacity=np.array(
                [UNLIMITED if row.capacity is None else row.capacity for row in rows], dtype=np.int32
            ),
            connections=np.array([row.connections for row in rows], dtype=np.int32),
            min_age=np.array([row.min_age or 0 for row in rows], dtype=np.int16),
            published_at=times(row.published_at for row in rows),
            reach=np.array([_REACH_CODE[row.reach] for row in rows], dtype=np.int8),
            requests=np.array([row.requests for row in rows], dtype=np.int32),
            answers=floats(row.answers for row in rows),
        )

    def take(self, rows: NDArray[np.intp]) -> "Columns":
        """These rows, in this order."""

        def picked(value: object) -> object:
            if isinstance(value, np.ndarray):
                return taken(value, rows) if value.dtype == np.object_ else value[rows]
            return value.take(rows) if isinstance(value, Masks) else value

        return Columns(*(picked(getattr(self, column.name)) for column in fields(self)))  # type: ignore[arg-type]

    def joined(self, other: "Columns") -> "Columns":
        """Both, one after the other; `other` was made with `like=self`."""

        def both(mine: object, theirs: object) -> object:
            if isinstance(mine, np.ndarray) and isinstance(theirs, np.ndarray):
                return np.concatenate([mine, theirs])
            if isinstance(mine, Masks) and isinstance(theirs, Masks):
                return mine.joined(theirs)
            return theirs

        return Columns(
            *(both(getattr(self, column.name), getattr(other, column.name)) for column in fields(self))  # type: ignore[arg-type]
        )

    def opportunity(self, row: int) -> Opportunity:
        """One row as an `Opportunity`; times come back in UTC."""
        return self.opportunities([row])[0]

    def opportunities(self, rows: Sequence[int]) -> list[Opportunity]:
        """Some rows as `Opportunity`s, in this order; times come back in UTC."""
        where = np.array(rows, dtype=np.intp)
        values = (
            column.take(where, axis=0).tolist()
            for column in (
                self.ids, self.causes.words, self.skills.words, self.territory, self.lat, self.lon, self.remote,
                self.availability, self.starts_at, self.ends_at, self.capacity, self.connections, self.min_age,
                self.published_at, self.reach, self.requests, self.answers,
            )
        )  # fmt: skip
        return [
            Opportunity(
                id=id_,
                territory=self.territories[territory],
                lat=None if isnan(lat) else lat,
                lon=None if isnan(lon) else lon,
                remote=REMOTES[remote],
                causes=self.causes.decoded(causes),
                skills=self.skills.decoded(skills),
                availability=day_parts_of(availability),
                starts_at=_moment(starts_at),
                ends_at=_moment(ends_at),
                capacity=None if capacity == UNLIMITED else capacity,
                connections=connections,
                min_age=min_age or None,
                published_at=_moment(published_at),
                reach=REACHES[reach],
                requests=requests,
                answers=None if isnan(answers) else answers,
            )
            for (
                id_, causes, skills, territory, lat, lon, remote, availability, starts_at, ends_at, capacity,
                connections, min_age, published_at, reach, requests, answers,
            ) in zip(*values, strict=True)
        ]  # fmt: skip


def _moment(timestamp: float) -> datetime | None:
    return None if isnan(timestamp) else datetime.fromtimestamp(timestamp, UTC)
