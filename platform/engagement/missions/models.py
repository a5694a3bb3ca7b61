"""Missions: what an association asks people to do, where, when and for how many. Schema: territory."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Count, Exists, ExpressionWrapper, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagement.missions.enums import ACTIVE, HOLDING, Step
from engagement.missions.enums import MissionState as MissionState
from engagement.missions.enums import Reach as Reach
from engagement.missions.enums import Remote as Remote
from engagement.moments import span_in_words
from matching.taxonomy import DAYS

#: States in which anyone may read a mission; what it says of itself then is true, or was.
PUBLIC_STATES = (MissionState.PUBLISHED, MissionState.CLOSED, MissionState.CANCELLED, MissionState.EXPIRED)
#: States of a mission that nobody but its association and the team has read.
UNREAD_STATES = (MissionState.DRAFT, MissionState.SUBMITTED)


class MissionQuerySet(models.QuerySet["Mission"]):
    def visible(self) -> MissionQuerySet:
        """Published, of a published association. Full ones stay visible: places come free."""
        return self.filter(state=MissionState.PUBLISHED, association__state="published")

    def current(self, now: datetime) -> MissionQuerySet:
        """Visible and not over: without dates until `ends_at`, with dates as long as one is to come."""
        to_come = Exists(Slot.objects.to_come(now).filter(mission=OuterRef("pk")))
        return self.visible().filter(to_come | (~is_dated() & (Q(ends_at__isnull=True) | Q(ends_at__gt=now))))

    def with_dated(self) -> MissionQuerySet:
        """Annotated with `dated`: whether it takes place on dates, given one by one or by a rule."""
        return self.annotate(dated=ExpressionWrapper(is_dated(), output_field=models.BooleanField()))

    def over(self, now: datetime) -> MissionQuerySet:
        """Those that take place no more: the end is past, or every date is and no rule gives another."""
        not_ended = Exists(Slot.objects.standing().filter(mission=OuterRef("pk"), ends_at__gt=now))
        goes_on = Exists(
            Recurrence.objects.filter(
                Q(last_day__isnull=True) | Q(last_day__gte=timezone.localdate(now)), mission=OuterRef("pk")
            )
        )
        return self.filter((is_dated() & ~not_ended & ~goes_on) | (~is_dated() & Q(ends_at__lte=now)))


def is_dated() -> Q:
    """Whether the mission at hand has dates of its own, cancelled ones aside, or a rule that gives some."""
    return Q(Exists(Slot.objects.standing().filter(mission=OuterRef("pk")))) | Q(
        Exists(Recurrence.objects.filter(mission=OuterRef("pk")))
    )


class Mission(models.Model):
    """A need that people can answer. Without slots it is open-ended, and `capacity` (None: no limit) counts people."""

    association = models.ForeignKey(
        "associations.Association",
        verbose_name=pgettext_lazy("model", "association"),
        on_delete=models.CASCADE,
        related_name="missions",
    )
    title = models.CharField(_("title"), max_length=140)
    slug = models.SlugField(_("address"), max_length=160, unique=True)
    need = models.TextField(_("the need"))
    tasks = ArrayField(models.CharField(max_length=200), verbose_name=_("tasks"), default=list, blank=True)
    welcome = models.TextField(_("how you are welcomed"), blank=True)
    accompaniment = models.TextField(_("how you are accompanied"), blank=True)
    given_back = models.TextField(_("what you receive"), blank=True)
    expenses = models.CharField(_("expenses"), max_length=280, blank=True)
    insurance = models.CharField(_("insurance"), max_length=280, blank=True)
    accessibility = models.TextField(_("accessibility"), blank=True)
    min_age = models.PositiveSmallIntegerField(_("minimum age"), null=True, blank=True)
    publics = ArrayField(
        models.CharField(max_length=40), verbose_name=_("people served"), default=list, blank=True
    )
    causes = ArrayField(models.CharField(max_length=40), verbose_name=_("causes"), default=list, blank=True)
    skills = ArrayField(models.CharField(max_length=40), verbose_name=_("skills"), default=list, blank=True)
    availability = ArrayField(
        models.CharField(max_length=20), verbose_name=_("when in the week"), default=list, blank=True
    )
    remote = models.CharField(_("place"), max_length=10, choices=Remote, default=Remote.NO)
    commune = models.ForeignKey(
        "geography.Commune", verbose_name=_("commune"), on_delete=models.PROTECT, related_name="+"
    )
    place_name = models.CharField(_("name of the place"), max_length=160, blank=True)
    street = models.CharField(_("street and number"), max_length=160, blank=True)
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    starts_at = models.DateTimeField(_("starts"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    reach = models.CharField(_("shown in"), max_length=12, choices=Reach, default=Reach.NETWORK)
    state = models.CharField(_("state"), max_length=12, choices=MissionState, default=MissionState.DRAFT)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    reason = models.TextField(
        _("reason"), blank=True, help_text=_("Why it was sent back, suspended or cancelled.")
    )
    steps_done = ArrayField(
        models.CharField(max_length=20, choices=Step),
        verbose_name=_("steps of the form gone through"),
        default=list,
        blank=True,
    )

    #: Places that nobody holds (None: there is room for all), where a selector counted them.
    places_left: int | None

    objects = MissionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("model", "mission")
        verbose_name_plural = _("missions")
        ordering = ["-published_at", "pk"]
        indexes = [
            GinIndex(fields=["causes"], name="mission_causes"),
            models.Index(fields=["state", "-published_at"], name="mission_state_published"),
            models.Index(fields=["latitude", "longitude"], name="mission_position"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True)
                | Q(starts_at__isnull=True)
                | Q(ends_at__gte=F("starts_at")),
                name="mission_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="mission_capacity"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted"]) | Q(published_at__isnull=False),
                name="mission_published_has_date",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("missions:detail", kwargs={"slug": self.slug})

    @property
    def is_public(self) -> bool:
        """Whether anyone may read it: what is closed, cancelled or over stays readable by its address."""
        return self.state in PUBLIC_STATES and self.association.state == "published"


class SlotQuerySet(models.QuerySet["Slot"]):
    def standing(self) -> SlotQuerySet:
        """Not cancelled."""
        return self.filter(cancelled_at__isnull=True)

    def to_come(self, now: datetime) -> SlotQuerySet:
        """Not cancelled and not begun."""
        return self.standing().filter(starts_at__gt=now)

    def with_people(self) -> SlotQuerySet:
        """Annotated with the numbers of people: `taken` (hold a place) and `concerned` (hold or await one)."""
        return self.annotate(
            taken=Count("participations", filter=Q(participations__state__in=HOLDING)),
            concerned=Count("participations", filter=Q(participations__state__in=ACTIVE)),
        )


class Slot(models.Model):
    """A dated turn of a mission, with its own number of places.

    One that people ever asked for is never deleted: it is cancelled, and what they did stays known.
    """

    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    capacity = models.PositiveIntegerField(_("places"))
    occurrence = models.DateField(
        _("day of the rule"), null=True, blank=True, help_text=_("The day for which the weekly rule gave it.")
    )
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)

    #: Places that nobody holds, where a selector counted them.
    places_left: int

    objects = SlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["mission", "starts_at"], name="slot_mission_start")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="slot_ends_after_start"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="slot_capacity"),
            models.UniqueConstraint(fields=["mission", "occurrence"], name="slot_occurrence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.mission_id} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def in_words(self) -> str:
        """“Saturday 5 December, 9:00 – 12:00” in the territory's time; both days when it spans a night."""
        return span_in_words(self.starts_at, self.ends_at)


class Recurrence(models.Model):
    """The weekly rule of a mission, on the territory's clock. Its dates are slots, made some weeks ahead."""

    mission = models.OneToOneField(Mission, on_delete=models.CASCADE, related_name="recurrence")
    weekdays = ArrayField(
        models.CharField(max_length=3, choices=[(day.code, day.label) for day in DAYS]),
        verbose_name=_("days of the week"),
    )
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("to"))
    every = models.PositiveSmallIntegerField(_("every so many weeks"), default=1)
    first_day = models.DateField(_("from the"))
    last_day = models.DateField(_("until the"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("places"))
    skipped = ArrayField(models.DateField(), verbose_name=_("days skipped"), default=list, blank=True)

    class Meta:
        verbose_name = _("weekly rule")
        verbose_name_plural = _("weekly rules")
        constraints = [
            models.CheckConstraint(condition=Q(capacity__gte=1), name="recurrence_capacity"),
            models.CheckConstraint(condition=Q(every__range=(1, 8)), name="recurrence_every"),
            models.CheckConstraint(condition=Q(weekdays__len__gte=1), name="recurrence_has_a_day"),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="recurrence_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mission_id} {','.join(self.weekdays)}"


class Pattern(models.Model):
    """A mission that an association keeps as a model for others: `content` holds its texts, by name of the field."""

    association = models.ForeignKey(
        "associations.Association", on_delete=models.CASCADE, related_name="patterns"
    )
    name = models.CharField(_("name of the model"), max_length=140)
    content = models.JSONField(_("content"), default=dict)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("model of a mission")
        verbose_name_plural = _("models of missions")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
