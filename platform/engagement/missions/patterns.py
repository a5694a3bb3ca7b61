"""Models of missions that every territory offers, to be made one's own. Their texts are in `patterns.json`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "patterns.json"


@cache
def _patterns() -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return loaded


def shared_patterns() -> list[dict[str, Any]]:
    """Each with its `code`, `title` and `need`, for a page."""
    return [{"code": code, **content} for code, content in _patterns().items()]


def pattern_named(code: str) -> dict[str, Any] | None:
    """What a model says, by the names of `MissionContent`; None when there is none of that code."""
    found = _patterns().get(code)
    return dict(found) if found else None
