"""Missions: what an association asks people to do, where, when and for how many. Schema: territory."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagement.moments import span_in_words


class MissionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    CLOSED = "closed", _("Closed")


class Remote(models.TextChoices):
    NO = "no", _("On site")
    POSSIBLE = "possible", _("Remote possible")
    FULL = "full", _("Remote")


class Reach(models.TextChoices):
    TERRITORY = "territory", _("This territory")
    NEIGHBOURS = "neighbours", _("Neighbouring territories")
    NETWORK = "network", _("The whole network")


class MissionQuerySet(models.QuerySet["Mission"]):
    def visible(self) -> MissionQuerySet:
        """Published, of a published association. Full ones stay visible: places come free."""
        return self.filter(state=MissionState.PUBLISHED, association__state="published")

    def current(self, now: datetime) -> MissionQuerySet:
        """Visible and not over: without slots until `ends_at`, with slots as long as one is to come."""
        slots = Slot.objects.filter(mission=OuterRef("pk"))
        return self.visible().filter(
            Exists(slots.filter(starts_at__gt=now))
            | (~Exists(slots) & (Q(ends_at__isnull=True) | Q(ends_at__gt=now)))
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
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

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
                condition=Q(state=MissionState.DRAFT) | Q(published_at__isnull=False),
                name="mission_published_has_date",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("missions:detail", kwargs={"slug": self.slug})

    @property
    def is_public(self) -> bool:
        """Whether anyone may read it: a closed mission stays readable by its address, a draft never was."""
        return self.state != MissionState.DRAFT and self.association.state == "published"


class Slot(models.Model):
    """A dated turn of a mission, with its own number of places."""

    mission = models.ForeignKey(Mission, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    capacity = models.PositiveIntegerField(_("places"))

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["mission", "starts_at"], name="slot_mission_start")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="slot_ends_after_start"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="slot_capacity"),
        ]

    def __str__(self) -> str:
        return f"{self.mission_id} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def in_words(self) -> str:
        """“Saturday 5 December, 9:00 – 12:00” in the territory's time; both days when it spans a night."""
        return span_in_words(self.starts_at, self.ends_at)
