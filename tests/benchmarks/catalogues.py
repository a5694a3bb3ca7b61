"""Catalogues of any size as the World of the engine's tests would draw them, straight into columns."""

from __future__ import annotations

import numpy as np

from matching.engine import Columns
from matching.engine.columns import UNLIMITED, Masks
from tests.matching.engine.worlds import CAUSES, NOW, SKILLS, World

DAY = 86_400.0


def drawn(world: World, size: int) -> Columns:
    """`size` opportunities scattered over the world's territories, by its distributions."""
    rng = np.random.default_rng([2026, size])
    territory = rng.integers(len(world.territories), size=size)
    centre = np.array([world.centre[name] for name in world.territories])[territory]
    place = centre + rng.normal(0, (0.1, 0.15), (size, 2))
    place[rng.random(size) < 0.05] = np.nan
    now = NOW.timestamp()
    ids = np.empty(size, dtype=np.object_)
    ids[:] = [f"mission-{number:07}" for number in range(size)]
    return Columns(
        ids=ids,
        territories=tuple(world.territories),
        territory=territory.astype(np.int32),
        lat=place[:, 0],
        lon=place[:, 1],
        remote=rng.choice(3, size, p=(0.85, 0.10, 0.05)).astype(np.int8),
        causes=_sets(rng, CAUSES, rng.integers(1, 3, size)),
        skills=_sets(rng, SKILLS, rng.integers(0, 4, size)),
        availability=_sets(rng, tuple(range(21)), rng.choice((0, 1, 2, 4), size))
        .words[:, 0]
        .astype(np.uint32),
        starts_at=np.full(size, np.nan),
        ends_at=np.where(rng.random(size) < 0.5, np.nan, now + rng.uniform(-5, 100, size) * DAY),
        capacity=rng.choice((UNLIMITED, 1, 3, 10), size).astype(np.int32),
        connections=rng.choice((0, 0, 0, 1, 2), size).astype(np.int32),
        min_age=rng.choice((0, 0, 16, 18), size).astype(np.int16),
        published_at=np.where(rng.random(size) < 0.5, np.nan, now - rng.uniform(-1, 90, size) * DAY),
        reach=rng.choice(3, size, p=(0.4, 0.3, 0.3)).astype(np.int8),
        requests=np.zeros(size, dtype=np.int32),
        answers=np.full(size, np.nan),
    )


def _sets(rng: np.random.Generator, codes: tuple, counts: np.ndarray) -> Masks:
    """For each row so many different codes."""
    drawn = rng.random((len(counts), len(codes)), dtype=np.float32).argsort(axis=1)[:, : counts.max()]
    bits = np.where(np.arange(drawn.shape[1]) < counts[:, None], np.uint64(1) << drawn.astype(np.uint64), 0)
    return Masks(codes, np.bitwise_or.reduce(bits.astype(np.uint64), axis=1).reshape(-1, 1))
