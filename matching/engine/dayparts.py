"""The week cut into 21 day parts, and sets of them as bit masks (bit 0 is Monday morning)."""

from collections.abc import Iterable
from functools import lru_cache

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PARTS = ("morning", "afternoon", "evening")
DAY_PARTS: tuple[str, ...] = tuple(f"{day}-{part}" for day in DAYS for part in PARTS)

_BIT = {code: 1 << position for position, code in enumerate(DAY_PARTS)}


def mask_of(day_parts: Iterable[str]) -> int:
    """The bit mask of some day parts. Raises KeyError on an unknown code."""
    mask = 0
    for code in day_parts:
        mask |= _BIT[code]
    return mask


@lru_cache(maxsize=4096)
def day_parts_of(mask: int) -> frozenset[str]:
    """The day parts of a bit mask: the inverse of `mask_of`."""
    return frozenset(code for code, bit in _BIT.items() if mask & bit)
