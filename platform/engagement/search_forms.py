"""What the searches of a territory's site have in common: the network's form, on the territory's own ground."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from engagement.communes import LocalCommuneField
from engagement.places import Point
from matching.search import forms


class SearchForm(forms.SearchForm):
    """A commune of the territory comes first where several have the name."""

    place = LocalCommuneField(label=_("Near"), required=False)

    @property
    def point(self) -> Point | None:
        """Where to look, when a place was understood."""
        commune = self.value("place", None)
        return Point(commune.latitude, commune.longitude) if commune else None
