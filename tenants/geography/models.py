from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _


class Country(models.TextChoices):
    FRANCE = "FR", _("France")
    BELGIUM = "BE", _("Belgium")


class CoordinateQuality(models.TextChoices):
    """`exact`: the point of the commune itself. `approximate`: derived from its neighbours, some km away."""

    EXACT = "exact", _("exact")
    APPROXIMATE = "approximate", _("approximate")


class Commune(models.Model):
    """A French or Belgian commune, from the shipped reference; only services write rows."""

    id = models.CharField(primary_key=True, max_length=8, help_text=_("“FR-54395”, “BE-84035”"))
    country = models.CharField(max_length=2, choices=Country)
    code = models.CharField(max_length=5, help_text=_("INSEE code in France, NIS code in Belgium"))
    name = models.CharField(max_length=80)
    name_nl = models.CharField(max_length=80, blank=True)
    name_de = models.CharField(max_length=80, blank=True)
    search_key = models.CharField(
        max_length=80, help_text=_("the name without accents or case, to sort and find by")
    )
    search_text = models.TextField(
        help_text=_("words of all names, postcodes and code, each preceded by a space")
    )
    postcodes = ArrayField(models.CharField(max_length=5), default=list)
    population = models.PositiveIntegerField(null=True, blank=True)
    division_code = models.CharField(max_length=5, help_text=_("département or province"))
    division_name = models.CharField(max_length=80)
    region = models.CharField(max_length=80)
    epci_code = models.CharField(max_length=9, blank=True)
    epci_name = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    coordinate_quality = models.CharField(max_length=11, choices=CoordinateQuality)
    coordinates_imported = models.BooleanField(
        default=False, help_text=_("official coordinates were imported; the reference leaves them alone")
    )

    class Meta:
        verbose_name = _("commune")
        verbose_name_plural = _("communes")
        ordering: ClassVar = ["search_key", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["country", "code"], name="commune_country_code_unique"),
            models.CheckConstraint(condition=models.Q(country__in=Country.values), name="commune_country"),
            models.CheckConstraint(
                condition=models.Q(id=Concat("country", models.Value("-"), "code")),
                name="commune_id_is_country_and_code",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="commune_coordinates_on_earth",
            ),
            models.CheckConstraint(
                condition=models.Q(coordinate_quality__in=CoordinateQuality.values),
                name="commune_coordinate_quality",
            ),
            models.CheckConstraint(
                condition=models.Q(coordinates_imported=False)
                | models.Q(coordinate_quality=CoordinateQuality.EXACT),
                name="commune_imported_coordinates_are_exact",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["search_key"], name="commune_prefix", opclasses=["text_pattern_ops"]),
            GinIndex(fields=["search_text"], name="commune_words", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["postcodes"], name="commune_postcodes"),
            models.Index(fields=["code"], name="commune_code"),
            models.Index(fields=["country", "division_code"], name="commune_division"),
            models.Index(fields=["epci_code"], name="commune_epci", condition=~models.Q(epci_code="")),
            models.Index(fields=["latitude", "longitude"], name="commune_position"),
            models.Index(models.F("population").desc(nulls_last=True), "id", name="commune_largest_first"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What a person reads and may type back: "Libin (6890)"."""
        return f"{self.name} ({self.postcodes[0]})" if self.postcodes else self.name
