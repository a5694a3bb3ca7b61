"""A volunteer's taking part in a mission, from the request to the attendance. Schema: territory."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ParticipationState(models.TextChoices):
    REQUESTED = "requested", _("Awaiting an answer")
    WAITING = "waiting", _("On the waiting list")
    OFFERED = "offered", _("A place is offered")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CANCELLED = "cancelled", _("Cancelled by the association")
    LAPSED = "lapsed", _("Not followed up in time")
    ATTENDED = "attended", _("Took part")
    ABSENT = "absent", _("Did not come")


#: States that await something or hold a place, and forbid a second request for the same thing.
ACTIVE_STATES = (
    ParticipationState.REQUESTED,
    ParticipationState.WAITING,
    ParticipationState.OFFERED,
    ParticipationState.ACCEPTED,
)
#: States that hold a place: what is offered to one person is nobody else's until the offer ends.
HOLDING_STATES = (ParticipationState.OFFERED, ParticipationState.ACCEPTED)


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def active(self) -> ParticipationQuerySet:
        return self.filter(state__in=ACTIVE_STATES)

    def holding(self) -> ParticipationQuerySet:
        return self.filter(state__in=HOLDING_STATES)


class Participation(models.Model):
    """One person's place, asked for or held, on a mission or on one of its slots.

    On a mission with slots, `slot` is None only while somebody waits for whichever date comes free.
    """

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
    #: `[{"question": …, "answer": …}]`: in the words of the day, whatever becomes of the questions.
    replies = models.JSONField(_("answers to the association’s questions"), default=list, blank=True)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    requested_at = models.DateTimeField(_("requested"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    waiting_since = models.DateTimeField(_("on the waiting list since"), null=True, blank=True)
    offered_until = models.DateTimeField(_("offer ends"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    nudged_at = models.DateTimeField(_("association reminded to answer"), null=True, blank=True)
    alerted_at = models.DateTimeField(_("team alerted"), null=True, blank=True)
    attendance_at = models.DateTimeField(_("attendance recorded"), null=True, blank=True)
    hours = models.DecimalField(_("hours"), max_digits=5, decimal_places=2, null=True, blank=True)
    #: How often its calendar entry has changed (RFC 5545, SEQUENCE).
    calendar_sequence = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["-requested_at", "pk"]
        indexes = [
            models.Index(fields=["mission", "state"], name="participation_mission_state"),
            models.Index(fields=["user", "state"], name="participation_user_state"),
            models.Index(
                fields=["requested_at"], condition=Q(state="requested"), name="participation_unanswered"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["mission", "slot", "user"],
                condition=Q(state__in=["requested", "waiting", "offered", "accepted"]),
                nulls_distinct=False,
                name="participation_once_active",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ParticipationState.values), name="participation_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["waiting", "offered"]) | Q(waiting_since__isnull=False),
                name="participation_waiting_has_rank",
            ),
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(offered_until__isnull=False),
                name="participation_offer_ends",
            ),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | (Q(state="attended") & Q(hours__range=(0, 999))),
                name="participation_hours_of_attendance",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.mission_id} ({self.state})"

    @property
    def starts_at(self) -> datetime | None:
        """When the slot begins, else the mission; None for what has no date."""
        return self.slot.starts_at if self.slot else self.mission.starts_at

    @property
    def ends_at(self) -> datetime | None:
        """When the slot ends, else the mission; None for what has no end."""
        return self.slot.ends_at if self.slot else self.mission.ends_at

    def is_over(self, now: datetime) -> bool:
        """Whether the mission, or its slot that was asked for, has ended."""
        end = self.ends_at
        return end is not None and end <= now


class QuestionKind(models.TextChoices):
    SHORT = "short", _("A few words")
    LONG = "long", _("A longer text")
    YES_NO = "yes-no", _("Yes or no")
    CHOICE = "choice", _("One of several answers")


class Question(models.Model):
    """What an association asks whoever would like to take part in a mission."""

    mission = models.ForeignKey("missions.Mission", on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.CharField(pgettext_lazy("model", "question"), max_length=200)
    kind = models.CharField(_("kind of answer"), max_length=8, choices=QuestionKind)
    choices = ArrayField(
        models.CharField(max_length=100), verbose_name=_("possible answers"), default=list, blank=True
    )
    is_required = models.BooleanField(_("an answer is needed"), default=False)

    class Meta:
        verbose_name = pgettext_lazy("model", "question")
        verbose_name_plural = _("questions")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=QuestionKind.values), name="question_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind="choice") | Q(choices__len__gte=2), name="question_has_choices"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class CalendarFeed(models.Model):
    """The private address of a person's calendar. Who knows the token reads it; a new token ends the old address."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    token = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("created"))

    class Meta:
        verbose_name = _("private calendar")
        verbose_name_plural = _("private calendars")

    def __str__(self) -> str:
        return f"calendar of {self.user_id}"
