"""What territories report, and what is published of their sum. Schema: public."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Axis(models.TextChoices):
    """What a figure is told of: everything, a département or province (`FR-54`, `BE-80000`), a cause, or a cause in a
    département or province (`FR-54/culture`)."""

    NETWORK = "network", _("The whole network")
    DIVISION = "division", _("Département or province")
    CAUSE = "cause", _("Cause")
    CROSSED = "crossed", _("Cause in a département or province")


def key_of(axis: str, code: str) -> tuple[str, str]:
    """The division and the cause that a figure is told of, `""` for all of them."""
    match axis:
        case Axis.DIVISION:
            return code, ""
        case Axis.CAUSE:
            return "", code
        case Axis.CROSSED:
            division, _slash, cause = code.partition("/")
            return division, cause
    return "", ""


class Snapshot(models.Model):
    """One territory's aggregates of one month, as counted last. Never shown: `Cell` is what is published of their sum.

    `volunteers` and `givers` are how many people stand behind `participations` and `minutes`.
    """

    territory = models.ForeignKey("registry.Territory", on_delete=models.CASCADE, related_name="+")
    month = models.DateField(help_text=_("its first day"))
    axis = models.CharField(max_length=8, choices=Axis)
    code = models.CharField(max_length=60, blank=True)
    missions = models.PositiveIntegerField()
    places = models.PositiveIntegerField()
    volunteers = models.PositiveIntegerField()
    participations = models.PositiveIntegerField()
    givers = models.PositiveIntegerField()
    minutes = models.PositiveBigIntegerField()
    taken_at = models.DateTimeField()

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        constraints = [
            models.UniqueConstraint(
                fields=["territory", "month", "axis", "code"], name="observatory_snapshot_once"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="observatory_snapshot_month"),
        ]
        indexes = [models.Index(fields=["month"], name="observatory_snapshot_of")]

    def __str__(self) -> str:
        return f"{self.territory_id} {self.month:%Y-%m} {self.axis} {self.code}"


class Publication(models.Model):
    """A month that is public, once and for all: what comes in later does not change it."""

    month = models.DateField(unique=True, help_text=_("its first day"))
    published_at = models.DateTimeField()
    territories = models.PositiveIntegerField(help_text=_("how many are counted"))

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-month"]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class Cell(models.Model):
    """One published figure of the network. What is withheld is null."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="cells")
    axis = models.CharField(max_length=8, choices=Axis)
    code = models.CharField(max_length=60, blank=True)
    missions = models.PositiveIntegerField()
    places = models.PositiveIntegerField()
    volunteers = models.PositiveIntegerField(null=True)
    participations = models.PositiveIntegerField(null=True)
    minutes = models.PositiveBigIntegerField(null=True)

    class Meta:
        verbose_name = _("published figure")
        verbose_name_plural = _("published figures")
        ordering = ["axis", "code"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "axis", "code"], name="observatory_cell_once"),
            models.CheckConstraint(
                condition=Q(volunteers__isnull=True, participations__isnull=True, minutes__isnull=True)
                | Q(volunteers__isnull=False, participations__isnull=False),
                name="observatory_cell_no_hours_alone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.axis} {self.code}"
