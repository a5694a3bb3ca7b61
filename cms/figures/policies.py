"""Who reads a territory's figures, who writes its reports."""

from __future__ import annotations

from typing import Any

VIEW, WRITE = "figures.view_report", "figures.change_report"


def reads_figures(user: Any) -> bool:
    """Whether the person reads the figures of the territory at hand: who moderates it or runs it."""
    return bool(user.has_perm(VIEW))


def writes_reports(user: Any) -> bool:
    """Whether she writes its reports to assemblies: who runs it."""
    return bool(user.has_perm(WRITE))
