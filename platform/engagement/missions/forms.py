"""The search for missions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.associations.models import Public
from engagement.missions.fields import IN_THIS_AGE, DateInput
from engagement.missions.selectors import MissionSearch
from engagement.places import Point
from engagement.search_forms import SearchForm
from matching.search.forms import MissionFilters
from matching.taxonomy import AVAILABILITY, DAYS


class MissionSearchForm(MissionFilters, SearchForm):
    """The filters of the list of missions."""

    when = forms.ChoiceField(
        label=_("When"), required=False, choices=[*MissionFilters.WHEN, ("dates", _("Between two dates"))]
    )
    part = forms.ChoiceField(
        label=_("At what time of the week?"),
        required=False,
        choices=[
            ("", _("At any time")),
            ("morning", _("In the morning")),
            ("afternoon", _("In the afternoon")),
            ("evening", _("In the evening")),
            ("week", _("On weekdays")),
            ("weekend", _("At the week-end")),
        ],
    )
    public = forms.ChoiceField(
        label=_("For whom?"), required=False, choices=[("", _("All publics")), *Public.choices]
    )
    first_day = forms.DateField(label=_("From"), required=False, widget=DateInput, validators=IN_THIS_AGE)
    last_day = forms.DateField(label=_("To"), required=False, widget=DateInput, validators=IN_THIS_AGE)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The end comes before the beginning."))
        return data

    @property
    def place_fields(self) -> list[forms.BoundField]:
        """What most visitors fill in."""
        return [self[name] for name in ("place", "radius", "cause", "q")]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("when", "first_day", "last_day", "part", "public", "remote", "sort")]

    def search(self, today: date, *, home: Point | None = None, nearly: bool = False) -> MissionSearch:
        """What to look for. `home` is where distances are measured from when no place is asked for."""
        first, last = self.days(today)
        return MissionSearch(
            words=self.value("q"),
            near=self.point,
            measured_from=self.point or home,
            radius_km=self.radius_km if self.point else None,
            cause=self.value("cause"),
            first_day=first,
            last_day=last,
            parts=self._parts(),
            public=self.value("public"),
            remote=self.value("remote"),
            sort=self.value("sort"),
            nearly=nearly,
        )

    def days(self, today: date) -> tuple[date | None, date | None]:
        if (chosen := super().days(today)) != (None, None):
            return chosen
        return self.value("first_day", None), self.value("last_day", None)

    def _parts(self) -> tuple[str, ...]:
        """Day parts of the availability grid."""
        match self.value("part"):
            case "":
                return ()
            case "week" | "weekend" as share:
                days = [day.code for day in (DAYS[:5] if share == "week" else DAYS[5:])]
                return tuple(part.code for part in AVAILABILITY if part.code.partition("-")[0] in days)
            case part:
                return tuple(f"{day.code}-{part}" for day in DAYS)
