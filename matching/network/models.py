"""Which territories are near which. Schema: public."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Neighbourhood(models.Model):
    """Two territories whose nearest communes are at most `NEIGHBOUR_KM` apart. One row each way."""

    territory = models.ForeignKey(
        "registry.Territory", on_delete=models.CASCADE, related_name="neighbourhoods"
    )
    neighbour = models.ForeignKey("registry.Territory", on_delete=models.CASCADE, related_name="+")
    distance_km = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["territory", "neighbour"], name="neighbourhood_once"),
            models.CheckConstraint(condition=~Q(territory=F("neighbour")), name="neighbourhood_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.territory_id} ↔ {self.neighbour_id}"
