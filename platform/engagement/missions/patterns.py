"""Models of missions, to be made one's own: those that every territory offers (their texts are in `patterns.json`), and
those that an association keeps.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from engagement.associations.models import Association
from engagement.missions.models import Mission, Pattern
from engagement.missions.services import MissionContent, draft_mission

_FILE = Path(__file__).parent / "patterns.json"

#: What a model says: nothing of a place or a date.
PATTERN_FIELDS = (
    "title", "need", "tasks", "welcome", "accompaniment", "given_back", "expenses", "insurance", "accessibility",
    "min_age", "publics", "causes", "skills", "availability", "remote", "capacity",
)  # fmt: skip


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


@transaction.atomic
def keep_as_pattern(*, mission: Mission, name: str) -> Pattern:
    """Keep a mission's words as a model of its association's; one of the same name is replaced."""
    return Pattern.objects.update_or_create(
        association=mission.association,
        name=name,
        defaults={"content": {key: getattr(mission, key) for key in PATTERN_FIELDS}},
    )[0]


@transaction.atomic
def start_from_pattern(*, association: Association, content: Mapping[str, Any]) -> Mission:
    """A new draft from a model's words (`PATTERN_FIELDS`), at the association's place, every step to go through."""
    words = {key: value for key, value in content.items() if key in PATTERN_FIELDS}
    return draft_mission(
        association=association,
        content=MissionContent(
            **words,
            commune_id=association.commune_id,
            latitude=association.latitude,
            longitude=association.longitude,
            street=association.street,
        ),
        steps=[],
    )
