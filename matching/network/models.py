"""Which territories are near which, and what each shows of the others. Schema: public."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
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


class IncomingRule(models.Model):
    """Which missions of others a territory shows. A trigger copies it from the rules that the territory sets itself.

    Without a row: those of the whole network.
    """

    territory = models.OneToOneField(
        "registry.Territory", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    reach = models.CharField(max_length=12, help_text="none, neighbours or network")
    neighbour_km = models.PositiveSmallIntegerField(
        help_text="How far neighbours are, when only they are shown."
    )
    causes = ArrayField(models.CharField(max_length=40), default=list, help_text="Empty: all.")

    def __str__(self) -> str:
        return f"{self.territory_id} shows {self.reach}"
