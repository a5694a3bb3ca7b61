"""What was suggested to whom. Schema: territory."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Rerouting(models.Model):
    """What was offered to somebody whose request stayed unanswered past the promise, once.

    `opportunities` are keys of the network's catalogue, the best first.
    """

    participation = models.OneToOneField(
        "participations.Participation", on_delete=models.CASCADE, related_name="rerouting"
    )
    opportunities = ArrayField(models.BigIntegerField())
    offered_at = models.DateTimeField(_("offered"))

    class Meta:
        verbose_name = _("missions in place of an unanswered request")
        verbose_name_plural = _("missions in place of unanswered requests")

    def __str__(self) -> str:
        return f"in place of {self.participation_id}"


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
