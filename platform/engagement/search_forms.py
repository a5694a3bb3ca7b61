"""What the searches of missions and associations have in common: words, a place with a radius, a cause."""

from __future__ import annotations

from collections.abc import Mapping
from math import nan
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from engagement.communes import LocalCommuneField
from engagement.places import Point
from matching.taxonomy import cause_choices
from tenants.geography.selectors import communes_within

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
    """A form that is sent by GET, so that a search has an address. What is wrong in it does not filter."""

    q = forms.CharField(label=_("Keywords"), required=False, max_length=100, widget=forms.SearchInput)
    place = LocalCommuneField(label=_("Near"), required=False)
    radius = forms.TypedChoiceField(
        label=_("Within"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[(km, f"{km} km") for km in RADII],
        initial=DEFAULT_RADIUS,
    )
    cause = forms.ChoiceField(label=_("Cause"), required=False)

    def __init__(self, data: QueryDict | dict[str, str]) -> None:
        asked = data.copy()
        asked.setdefault("radius", str(DEFAULT_RADIUS))
        super().__init__(asked)
        self.fields["cause"].choices = [("", _("All causes")), *cause_choices()]  # type: ignore[attr-defined]
        self.fields["place"].widget.attrs["placeholder"] = _("Commune or postcode")
        self.full_clean()

    def count_causes(self, numbers: Mapping[str, int]) -> None:
        """Say beside each cause how many rows it would bring; those that bring none are not offered."""
        self.fields["cause"].choices = [  # type: ignore[attr-defined]
            ("", _("All causes")),
            *(
                (code, f"{label} ({numbers.get(code, 0)})")
                for code, label in cause_choices()
                if numbers.get(code) or code == self.value("cause")
            ),
        ]

    def value(self, name: str, default: Any = "") -> Any:
        """The cleaned value of a field, `default` when it is empty or wrong."""
        return self.cleaned_data.get(name) or default

    @property
    def point(self) -> Point | None:
        """Where to look, when a place was understood."""
        commune = self.value("place", None)
        return Point(commune.latitude, commune.longitude) if commune else None

    @property
    def radius_km(self) -> int:
        radius: int = self.value("radius", DEFAULT_RADIUS)
        return radius

    @property
    def wider_radius(self) -> int | None:
        """The next radius offered, None when there is none or no place to widen around."""
        if self.point is None:
            return None
        return next((km for km in RADII if km > self.radius_km), None)

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
        """How many filters are in use. The radius goes with the place."""
        return sum(bool(self.cleaned_data.get(name)) for name in self.fields if name != "radius")
