"""Who runs the territory: its addresses, its communes, its data as a whole."""

from __future__ import annotations

from typing import Any

PERMISSION = "rules.run_territory"


def runs_territory(user: Any) -> bool:
    """Whether the person is an operator of the territory at hand."""
    return bool(user.has_perm(PERMISSION))
