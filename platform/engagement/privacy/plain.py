"""Rows as plain data that people read: keys are the fields' names in words, values as their pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _


def plain_row(row: models.Model, fields: Iterable[str]) -> dict[str, Any]:
    """`{"Year of birth": 1988, …}`. A key that leads to another row gives its `str()`; times are the territory's."""
    return {
        capfirst(str(row._meta.get_field(name).verbose_name)): _value(row, name)  # type: ignore[union-attr]
        for name in fields
    }


def plain_rows(rows: Iterable[models.Model], fields: Iterable[str]) -> list[dict[str, Any]]:
    """`plain_row` for each. The caller's query brings what the keys lead to."""
    names = list(fields)
    return [plain_row(row, names) for row in rows]


def _value(row: models.Model, name: str) -> Any:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(microsecond=0)
    if isinstance(value, models.Model):
        return str(value)
    return str(value) if hasattr(value, "_proxy____cast") else value
