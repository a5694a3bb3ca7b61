"""What a benchmark says: one figure a line."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`value` in `unit`; `baseline` is the same quantity, from the same run, for what ours is compared with.

    `ratio` says how many times better ours is (above 1 is better); None without a comparison.
    """

    benchmark: str
    name: str
    value: float
    unit: str
    baseline: float | None = None
    ratio: float | None = None
