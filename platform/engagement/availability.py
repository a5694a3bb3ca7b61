"""The week as a grid: seven days by morning, afternoon and evening, each cell a checkbox."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from matching.taxonomy import AVAILABILITY, DAYS, PARTS, day_part


class AvailabilityGrid(forms.CheckboxSelectMultiple):
    """A table of checkboxes. Each is named in full (“Saturday morning”) for those who do not see the headings."""

    template_name = "engagement/availability_grid.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        options = {
            str(option["value"]): option
            for _group, group, _index in context["widget"]["optgroups"]
            for option in group
        }
        context["parts"] = PARTS
        context["days"] = [
            {"label": day.label, "cells": [options[f"{day.code}-{part.code}"] for part in PARTS]}
            for day in DAYS
        ]
        return context


class AvailabilityField(forms.MultipleChoiceField):
    """Cleans to codes of day parts in the order of the week."""

    widget = AvailabilityGrid

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[(part.code, part.label) for part in AVAILABILITY], **kwargs)

    def clean(self, value: Any) -> list[str]:
        chosen = set(super().clean(value))
        return [part.code for part in AVAILABILITY if part.code in chosen]


def availability_in_words(codes: Iterable[str]) -> str:
    """“Saturday morning, Saturday afternoon and Sunday morning”, in the order of the week; empty for none."""
    chosen = set(codes)
    phrases = [str(day_part(part.code).phrase) for part in AVAILABILITY if part.code in chosen]
    if len(phrases) < 2:
        return "".join(phrases)
    return _("%(first)s and %(last)s") % {"first": ", ".join(phrases[:-1]), "last": phrases[-1]}
