"""Who may be found, as the network knows it: no name, no address, no commune, no age. Schema: public."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class SeekerCard(models.Model):
    """A person of a territory who agreed to be found. Only that territory knows whose `code` it is.

    Written by the triggers of the territory's own tables (`migrations/0001_initial.py`), by nothing else. The place is
    that of the commune to a tenth of a degree, some 10 km. A card that ends is deleted: no tombstone keeps its code.
    """

    code = models.UUIDField(primary_key=True, editable=False)
    territory = models.ForeignKey("registry.Territory", on_delete=models.CASCADE, related_name="seeker_cards")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    radius_km = models.PositiveSmallIntegerField()
    remote_ok = models.BooleanField()
    mobility = models.CharField(max_length=10)
    causes = ArrayField(models.CharField(max_length=40))
    skills = ArrayField(models.CharField(max_length=40))
    availability = ArrayField(models.CharField(max_length=20))
    #: She agreed that associations of neighbouring territories find and invite her too.
    beyond = models.BooleanField(default=False, db_default=False)

    def __str__(self) -> str:
        return f"{self.code} of {self.territory_id}"
