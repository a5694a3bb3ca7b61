"""Which row has an id: as a dict would say, in strides."""

import numpy as np
import pytest

from matching.engine.ids import STRIDE, RowOf, taken


def _ids(names: list[str]) -> np.ndarray:
    ids = np.empty(len(names), dtype=np.object_)
    ids[:] = names
    return ids


def test_finds_every_id_and_no_other() -> None:
    ids = _ids([f"é{number}" for number in range(2 * STRIDE + 1)])
    row_of = RowOf(ids)
    assert [row_of.get(id_) for id_ in ids] == list(range(len(ids)))
    assert row_of.get("") is None
    assert RowOf(ids[:0]).get("é0") is None
    backwards = np.arange(len(ids))[::-1]
    assert taken(ids, backwards).tolist() == ids[backwards].tolist()


def test_twice_the_same_is_refused_wherever_it_lies() -> None:
    with pytest.raises(ValueError, match="same id"):
        RowOf(_ids(["a", *(str(number) for number in range(100)), "a"]))


def test_ids_of_the_same_hash_are_told_apart() -> None:
    same = [2**61 - 1, 0, 2 * (2**61 - 1)]  # hash(n) is n modulo 2**61 - 1
    row_of = RowOf(_ids(same))  # type: ignore[arg-type]
    assert [row_of.get(number) for number in same] == [0, 1, 2]  # type: ignore[arg-type]
    assert row_of.get(3 * (2**61 - 1)) is None  # type: ignore[arg-type]
