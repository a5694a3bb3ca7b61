"""A commune typed by somebody of a territory: among homonyms, that of the territory is meant."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from kernel.tenancy import current_territory
from tenants.geography.forms import CommuneField
from tenants.geography.models import Commune
from tenants.geography.selectors import AmbiguousCommune, resolve_commune
from tenants.registry.models import TerritoryCommune


class LocalCommuneField(CommuneField):
    """Cleans to a `Commune` or None. A name means the territory's own commune when it has one of it."""

    def to_python(self, value: Any) -> Commune | None:
        try:
            return super().to_python(value)
        except ValidationError as error:
            if error.code != "ambiguous" or (local := _local(str(value))) is None:
                raise
            return local


def _local(text: str) -> Commune | None:
    """The one commune of the territory among those that `text` names, or None."""
    territory = current_territory()
    if territory is None:
        return None
    try:
        resolve_commune(text)
    except AmbiguousCommune as error:
        ids = [commune.pk for commune in error.candidates]
        own = TerritoryCommune.objects.filter(territory_id=territory.id, commune_id__in=ids)
        found = [row.commune for row in own.select_related("commune")]
        return found[0] if len(found) == 1 else None
    return None
