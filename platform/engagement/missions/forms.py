"""The search for missions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.associations.models import Public
from engagement.missions.fields import IN_THIS_AGE, DateInput
from engagement.missions.selectors import MissionSearch
from engagement.places import Point
from engagement.search_forms import SearchForm
from matching.taxonomy import AVAILABILITY, DAYS


class MissionSearchForm(SearchForm):
    """The filters of the list of missions."""

    when = forms.ChoiceField(
        label=_("When"),
        required=False,
        choices=[
            ("", _("Any time")),
            ("today", _("Today")),
            ("weekend", _("This week-end")),
            ("month", _("Within a month")),
            ("dates", _("Between two dates")),
        ],
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
    remote = forms.ChoiceField(
        label=_("On site or from home"),
        required=False,
        choices=[("", _("Both")), ("on-site", _("On site")), ("remote", _("From home"))],
    )

    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("", _("Best first")),
            ("distance", _("Nearest first")),
            ("date", _("Soonest first")),
            ("recent", _("Latest first")),
        ],
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The end comes before the beginning."))
        return data

    @property
    def active(self) -> int:
        return super().active - bool(self.cleaned_data.get("sort"))

    @property
    def place_fields(self) -> list[forms.BoundField]:
        """What most visitors fill in."""
        return [self[name] for name in ("place", "radius", "cause", "q")]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("when", "first_day", "last_day", "part", "public", "remote", "sort")]

    def search(self, today: date, *, home: Point | None = None, nearly: bool = False) -> MissionSearch:
        """What to look for. `home` is where distances are measured from when no place is asked for."""
        first, last = self._days(today)
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

    def _days(self, today: date) -> tuple[date | None, date | None]:
        match self.value("when"):
            case "today":
                return today, today
            case "weekend":
                sunday = today + timedelta(days=6 - today.weekday())
                return max(today, sunday - timedelta(days=1)), sunday
            case "month":
                return today, today + timedelta(days=30)
            case _:
                return self.value("first_day", None), self.value("last_day", None)
