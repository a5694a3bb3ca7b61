"""The portal's search, sent by GET: each search has its address. What is wrong in it does not filter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from matching.search.opportunities import OpportunitySearch
from matching.taxonomy import cause_choices
from tenants.geography.forms import CommuneField

RADII = (5, 10, 20, 50, 100)
DEFAULT_RADIUS = 20


class DiscoveryForm(forms.Form):
    """Where, what, when."""

    place = CommuneField(label=_("Near"), required=False)
    radius = forms.TypedChoiceField(
        label=_("Within"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[(km, f"{km} km") for km in RADII],
    )
    cause = forms.ChoiceField(label=_("Cause"), required=False)
    q = forms.CharField(label=_("Keywords"), required=False, max_length=100, widget=forms.SearchInput)
    when = forms.ChoiceField(
        label=_("When"),
        required=False,
        choices=[
            ("", _("Any time")),
            ("today", _("Today")),
            ("weekend", _("This week-end")),
            ("month", _("Within a month")),
        ],
    )
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

    def __init__(self, data: QueryDict) -> None:
        asked = data.copy()
        asked.setdefault("radius", str(DEFAULT_RADIUS))
        super().__init__(asked)
        self.fields["place"].widget.attrs["placeholder"] = _("Commune or postcode")
        self.fields["cause"].choices = [("", _("All causes")), *cause_choices()]  # type: ignore[attr-defined]
        self.full_clean()

    def value(self, name: str) -> Any:
        """The cleaned value of a field, empty when it is empty or wrong."""
        return self.cleaned_data.get(name) or ""

    @property
    def active(self) -> int:
        """How many filters are in use."""
        return sum(bool(self.value(name)) for name in self.fields if name not in ("radius", "sort"))

    def count_causes(self, causes: Mapping[str, int]) -> None:
        """Say beside each cause how many missions it would bring, and leave out those that bring none."""
        self.fields["cause"].choices = [  # type: ignore[attr-defined]
            ("", _("All causes")),
            *(
                (code, f"{label} ({causes.get(code, 0)})")
                for code, label in cause_choices()
                if causes.get(code) or code == self.value("cause")
            ),
        ]

    def search(self, today: date) -> OpportunitySearch:
        """What to look for."""
        commune = self.value("place")
        first, last = self._days(today)
        return OpportunitySearch(
            words=self.value("q"),
            near=(commune.latitude, commune.longitude) if commune else None,
            radius_km=self.value("radius") or DEFAULT_RADIUS,
            cause=self.value("cause"),
            first_day=first,
            last_day=last,
            remote=self.value("remote"),
            sort=self.value("sort"),
        )

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
                return None, None
