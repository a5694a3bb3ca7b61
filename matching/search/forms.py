"""Forms of searches: sent by GET, so that each search has its address. What is wrong in one does not filter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import nan
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from matching.search.opportunities import OpportunitySearch
from matching.taxonomy import cause_choices
from tenants.geography.forms import CommuneField
from tenants.geography.selectors import communes_within
from tenants.registry.models import Territory

#: Radii offered, in kilometres.
RADII = (5, 10, 20, 50)
DEFAULT_RADIUS = 20
#: Kilometres around a browser's position in which a commune is looked for.
_HERE_KM = 30.0


def address_around(asked: QueryDict) -> str | None:
    """The same search around the commune in which a browser says it is (`lat`, `lon`); None when it says nothing.

    Its position itself is in no address. Where no commune is near, the search loses it and goes on everywhere.
    """
    if "lat" not in asked or "lon" not in asked:
        return None
    query = asked.copy()
    del query["lat"], query["lon"]
    query.pop("page", None)
    try:
        latitude, longitude = float(str(asked["lat"])), float(str(asked["lon"]))
    except ValueError:
        latitude = longitude = nan
    if (
        abs(latitude) <= 85
        and abs(longitude) <= 180
        and (near := communes_within(latitude, longitude, _HERE_KM))
    ):
        commune = near[0].commune
        query["place"] = " ".join([commune.name, *(f"({code})" for code in commune.postcodes[:1])])
    return f"?{query.urlencode()}"


class SearchForm(forms.Form):
    """What all searches have in common: words, a place with a radius, a cause."""

    radii: tuple[int, ...] = RADII

    q = forms.CharField(label=_("Keywords"), required=False, max_length=100, widget=forms.SearchInput)
    place = CommuneField(label=_("Near"), required=False)
    radius = forms.TypedChoiceField(
        label=_("Within"), required=False, coerce=int, empty_value=None, initial=DEFAULT_RADIUS
    )
    cause = forms.ChoiceField(label=_("Cause"), required=False)

    def __init__(self, data: QueryDict | dict[str, str]) -> None:
        asked = data.copy()
        asked.setdefault("radius", str(DEFAULT_RADIUS))
        super().__init__(asked)
        self.fields["place"].widget.attrs["placeholder"] = _("Commune or postcode")
        self.offer("radius", [(km, f"{km} km") for km in self.radii])
        self.offer("cause", [("", _("All causes")), *cause_choices()])
        self.complete()
        self.full_clean()

    def complete(self) -> None:
        """Whatever else a form must know before it reads what was asked."""

    def offer(self, field: str, choices: Sequence[tuple[Any, Any]]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined]

    def count(self, field: str, numbers: Mapping[str, int]) -> None:
        """Say beside each choice how many rows it would bring; those that bring none are not offered."""
        everything, *choices = self.fields[field].choices  # type: ignore[attr-defined]
        counted = [
            (code, f"{label} ({numbers.get(code, 0)})")
            for code, label in choices
            if numbers.get(code) or code == self.value(field)
        ]
        self.offer(field, [everything, *counted])

    def value(self, name: str, default: Any = "") -> Any:
        """The cleaned value of a field, `default` when it is empty or wrong."""
        return self.cleaned_data.get(name) or default

    @property
    def radius_km(self) -> int:
        radius: int = self.value("radius", DEFAULT_RADIUS)
        return radius

    @property
    def wider_radius(self) -> int | None:
        """The next radius offered, None when there is none or no place to widen around."""
        if not self.value("place"):
            return None
        return next((km for km in self.radii if km > self.radius_km), None)

    @property
    def wider_url(self) -> str:
        """The same search within the next radius, from its first page; empty when there is none."""
        if (radius := self.wider_radius) is None:
            return ""
        query = QueryDict(mutable=True)
        for name, value in self.data.items():
            if name in (*self.fields, "view") and value:
                query[name] = value
        query["radius"] = str(radius)
        return f"?{query.urlencode()}"

    @property
    def active(self) -> int:
        """How many filters are in use. The radius goes with the place, and an order filters nothing."""
        return sum(
            bool(self.cleaned_data.get(name)) for name in self.fields if name not in ("radius", "sort")
        )


class MissionFilters(forms.Form):
    """What one asks of missions beyond words, place and cause."""

    WHEN = (
        ("", _("Any time")),
        ("today", _("Today")),
        ("weekend", _("This week-end")),
        ("month", _("Within a month")),
    )

    when = forms.ChoiceField(label=_("When"), required=False, choices=WHEN)
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

    def days(self, today: date) -> tuple[date | None, date | None]:
        """First and last of the days asked for, both included."""
        match self.cleaned_data.get("when"):
            case "today":
                return today, today
            case "weekend":
                sunday = today + timedelta(days=6 - today.weekday())
                return max(today, sunday - timedelta(days=1)), sunday
            case "month":
                return today, today + timedelta(days=30)
            case _:
                return None, None


class DiscoveryForm(MissionFilters, SearchForm):
    """The portal's: where, what, when, and in which territory (a slug)."""

    radii = (*RADII, 100)
    territory = forms.ChoiceField(label=_("Territory"), required=False)

    def complete(self) -> None:
        territories = Territory.objects.listed().order_by("name").values_list("slug", "name")
        self.offer("territory", [("", _("All territories")), *territories])

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What most visitors fill in."""
        return [self[name] for name in ("place", "radius", "cause", "q")]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("when", "remote", "territory", "sort")]

    def search(self, today: date) -> OpportunitySearch:
        """What to look for."""
        commune = self.value("place")
        first, last = self.days(today)
        return OpportunitySearch(
            words=self.value("q"),
            near=(commune.latitude, commune.longitude) if commune else None,
            radius_km=self.radius_km,
            cause=self.value("cause"),
            territory=self.value("territory"),
            first_day=first,
            last_day=last,
            remote=self.value("remote"),
            sort=self.value("sort"),
        )
