"""What was suggested to whom. Schema: territory."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Rerouting(models.Model):
    """What was offered to somebody whose request, here or in another territory (`journey`), stayed unanswered past the
    promise, once.

    `opportunities` are keys of the network's catalogue, the best first.
    """

    participation = models.OneToOneField(
        "participations.Participation", on_delete=models.CASCADE, related_name="rerouting", null=True
    )
    journey = models.OneToOneField(
        "passes.Journey", on_delete=models.CASCADE, related_name="rerouting", null=True
    )
    opportunities = ArrayField(models.BigIntegerField())
    offered_at = models.DateTimeField(_("offered"))

    class Meta:
        verbose_name = _("missions in place of an unanswered request")
        verbose_name_plural = _("missions in place of unanswered requests")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(participation__isnull=True, journey__isnull=False)
                | models.Q(participation__isnull=False, journey__isnull=True),
                name="rerouting_of_one",
            )
        ]

    def __str__(self) -> str:
        return f"in place of {self.participation_id or self.journey_id}"


class Week(models.Model):
    """That what is worth writing this week was worked out in this territory. `monday` names the week."""

    monday = models.DateField(primary_key=True)
    planned_at = models.DateTimeField(_("worked out"))

    class Meta:
        verbose_name = _("week of suggestions")
        verbose_name_plural = _("weeks of suggestions")

    def __str__(self) -> str:
        return f"{self.monday}"


class Suggested(models.Model):
    """A mission that a weekly e-mail tells, or told, somebody of: never the same one twice.

    `opportunity` is its key in the network's catalogue. Without `told_at` it waits for its e-mail.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="suggested")
    opportunity = models.BigIntegerField()
    monday = models.DateField()
    rank = models.PositiveSmallIntegerField()
    told_at = models.DateTimeField(_("told"), null=True, blank=True)

    class Meta:
        verbose_name = _("mission suggested")
        verbose_name_plural = _("missions suggested")
        constraints = [models.UniqueConstraint(fields=["user", "opportunity"], name="suggested_once")]
        indexes = [models.Index(fields=["monday"], condition=models.Q(told_at=None), name="suggested_untold")]

    def __str__(self) -> str:
        return f"{self.opportunity} to {self.user_id}"


class Learned(models.Model):
    """What one person's requests say of her tastes, as sums by cause; never a history (`matching.engine.Experience`).

    Without a row nothing was learned yet. `is_allowed` is hers to take back: then nothing is kept or used.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="learned"
    )
    is_allowed = models.BooleanField(default=True)
    expected = models.JSONField(default=dict)
    asked = models.JSONField(default=dict)
    learned_at = models.DateTimeField(_("learned"), null=True, blank=True)

    class Meta:
        verbose_name = _("tastes learned of a person")
        verbose_name_plural = _("tastes learned of people")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_allowed=True) | models.Q(expected={}, asked={}, learned_at=None),
                name="learned_only_if_allowed",
            )
        ]

    def __str__(self) -> str:
        return f"tastes of {self.user_id}"


class Pool(models.Model):
    """What was learned of all the territory's people together (`matching.engine.Tastes`). One row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    calibration = models.FloatField()
    groups = models.JSONField()
    learned_at = models.DateTimeField(_("learned"))

    class Meta:
        verbose_name = _("tastes learned of a territory")
        verbose_name_plural = _("tastes learned of a territory")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="pool_one_row")]

    def __str__(self) -> str:
        return f"{self.learned_at:%Y-%m-%d}"
