"""A volunteer's taking part in a mission, from the request to the answer. Schema: territory."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ParticipationState(models.TextChoices):
    REQUESTED = "requested", _("Awaiting an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


#: States that await something or hold a place, and forbid a second request for the same thing.
ACTIVE_STATES = (ParticipationState.REQUESTED, ParticipationState.ACCEPTED)


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def active(self) -> ParticipationQuerySet:
        return self.filter(state__in=ACTIVE_STATES)


class Participation(models.Model):
    """One person's place, asked for or held, on a mission or on one of its slots."""

    mission = models.ForeignKey("missions.Mission", on_delete=models.CASCADE, related_name="participations")
    slot = models.ForeignKey(
        "missions.Slot", on_delete=models.CASCADE, related_name="participations", null=True, blank=True
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="participations"
    )
    state = models.CharField(
        _("state"), max_length=12, choices=ParticipationState, default=ParticipationState.REQUESTED
    )
    message = models.TextField(_("your message"), max_length=2000, blank=True)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    requested_at = models.DateTimeField(_("requested"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["-requested_at", "pk"]
        indexes = [models.Index(fields=["mission", "state"], name="participation_mission_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["mission", "slot", "user"],
                condition=Q(state__in=["requested", "accepted"]),
                nulls_distinct=False,
                name="participation_one_active",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.mission_id} ({self.state})"

    def is_over(self, now: datetime) -> bool:
        """Whether the mission, or its slot that was asked for, has ended."""
        end = self.slot.ends_at if self.slot else self.mission.ends_at
        return end is not None and end <= now
