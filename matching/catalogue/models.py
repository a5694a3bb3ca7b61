"""The network's catalogue: one row per mission that a territory shows, and the outbox that feeds it. Schema: public."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Opportunity(models.Model):
    """A mission as the network sees it. No personal data. A withdrawn one stays as a tombstone (`is_open` false)."""

    territory = models.ForeignKey(
        "registry.Territory", on_delete=models.CASCADE, related_name="opportunities"
    )
    mission_id = models.BigIntegerField()
    version = models.BigIntegerField(help_text="Number of the transaction that last wrote the row.")
    is_open = models.BooleanField(default=False)
    title = models.CharField(max_length=140, blank=True)
    summary = models.CharField(max_length=280, blank=True)
    association_name = models.CharField(max_length=160, blank=True)
    path = models.CharField(max_length=255, blank=True, help_text="Path on the territory's site.")
    commune = models.ForeignKey("geography.Commune", on_delete=models.PROTECT, null=True, related_name="+")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    remote = models.CharField(max_length=10, default="no")
    causes = ArrayField(models.CharField(max_length=40), default=list)
    skills = ArrayField(models.CharField(max_length=40), default=list)
    availability = ArrayField(models.CharField(max_length=20), default=list)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    capacity = models.PositiveIntegerField(null=True, help_text="Places in all; empty: no limit.")
    connections = models.PositiveIntegerField(default=0, help_text="Active participations.")
    requests = models.PositiveIntegerField(
        default=0, db_default=0, help_text="Those of them that wait for an answer and hold no place."
    )
    answers = models.FloatField(
        null=True,
        help_text="Chance that its association answers a request in time, 0 to 1; empty: not known.",
    )
    min_age = models.PositiveSmallIntegerField(null=True)
    reach = models.CharField(max_length=12, default="territory")
    published_at = models.DateTimeField(null=True)
    refresh_at = models.DateTimeField(
        null=True, help_text="When time alone changes what the row says: a date begins, the mission ends."
    )
    document = SearchVectorField(null=True, help_text="Its words, French, without accents.")
    heading = SearchVectorField(null=True, help_text="Those of its title alone.")

    class Meta:
        verbose_name_plural = "opportunities"
        constraints = [
            models.UniqueConstraint(fields=["territory", "mission_id"], name="opportunity_once"),
        ]
        indexes = [
            models.Index(fields=["version"], name="opportunity_version"),
            GinIndex(fields=["causes"], name="opportunity_causes"),
            GinIndex(fields=["document"], name="opportunity_words", condition=Q(is_open=True)),
            models.Index(fields=["refresh_at"], name="opportunity_refresh", condition=Q(is_open=True)),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.territory_id}/{self.mission_id})"


class OutboxEntry(models.Model):
    """“This mission may have changed.” Written by database triggers in the territory's own transaction."""

    id = models.BigAutoField(primary_key=True)
    schema_name = models.CharField(max_length=63)
    mission_id = models.BigIntegerField()
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "outbox entries"
        indexes = [models.Index(fields=["schema_name", "id"], name="outbox_schema")]

    def __str__(self) -> str:
        return f"{self.schema_name}/{self.mission_id}"


class Reconciliation(models.Model):
    """What the last comparison of a territory's missions with the catalogue found, and healed."""

    territory = models.OneToOneField(
        "registry.Territory", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    at = models.DateTimeField()
    checked = models.PositiveIntegerField()
    missing = models.PositiveIntegerField(help_text="Shown by the territory, absent from the catalogue.")
    stale = models.PositiveIntegerField(help_text="Said something else in the catalogue.")
    ghosts = models.PositiveIntegerField(help_text="In the catalogue, no longer shown by the territory.")

    def __str__(self) -> str:
        return f"{self.territory_id} {self.at:%Y-%m-%d %H:%M}"

    @property
    def healed(self) -> int:
        return self.missing + self.stale + self.ghosts


class Word(models.Model):
    """A word of missions that the whole network may see: what a misspelt one is taken for. Learnt anew every hour."""

    word = models.CharField(max_length=40, primary_key=True)
    key = models.CharField(max_length=60, help_text="Without accents.")
    missions = models.PositiveIntegerField(help_text="How many say it.")

    class Meta:
        indexes = [GinIndex(fields=["key"], opclasses=["gin_trgm_ops"], name="word_alike")]

    def __str__(self) -> str:
        return self.word
