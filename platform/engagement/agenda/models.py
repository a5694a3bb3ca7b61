"""Events: what happens, where and when, how often, for how many. Schema: territory."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagement.agenda.words import dates_in_words


class EventState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Awaiting a reading")
    PUBLISHED = "published", pgettext_lazy("event", "Published")
    CANCELLED = "cancelled", pgettext_lazy("event", "Cancelled")
    SUSPENDED = "suspended", pgettext_lazy("event", "Suspended")


class Frequency(models.TextChoices):
    ONCE = "once", _("Once")
    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every other week")
    MONTHLY = "monthly", _("Every month, the same weekday of the month")


class EventQuerySet(models.QuerySet["Event"]):
    def shown(self) -> EventQuerySet:
        """What visitors may read: published or cancelled, of the territory's own or of a published association."""
        return self.filter(
            Q(association__isnull=True) | Q(association__state="published"),
            state__in=[EventState.PUBLISHED, EventState.CANCELLED],
        )


def picture_path(event: Event, name: str) -> str:
    """A name that gives nothing away and is never used again, so that browsers may keep the file."""
    return f"events/{uuid4().hex}.webp"


class Event(models.Model):
    """Something to go to. Without an association it is the territory's own. Its dates are its `occurrences`."""

    association = models.ForeignKey(
        "associations.Association",
        verbose_name=pgettext_lazy("model", "association"),
        on_delete=models.CASCADE,
        related_name="events",
        null=True,
        blank=True,
    )
    title = models.CharField(_("title"), max_length=140)
    slug = models.SlugField(_("address"), max_length=160, unique=True)
    description = models.TextField(_("description"))
    causes = ArrayField(models.CharField(max_length=40), verbose_name=_("causes"), default=list, blank=True)
    publics = ArrayField(
        models.CharField(max_length=40), verbose_name=_("for whom"), default=list, blank=True
    )
    online = models.BooleanField(_("online"), default=False)
    online_url = models.URLField(_("address of the meeting"), blank=True)
    commune = models.ForeignKey(
        "geography.Commune", verbose_name=_("commune"), on_delete=models.PROTECT, related_name="+"
    )
    place_name = models.CharField(_("name of the place"), max_length=160, blank=True)
    street = models.CharField(_("street and number"), max_length=160, blank=True)
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    all_day = models.BooleanField(_("all day"), default=False)
    frequency = models.CharField(_("repeats"), max_length=12, choices=Frequency, default=Frequency.ONCE)
    until = models.DateField(_("last day of the series"), null=True, blank=True)
    except_days = ArrayField(models.DateField(), verbose_name=_("except on"), default=list, blank=True)
    capacity = models.PositiveIntegerField(_("places a date"), null=True, blank=True)
    takes_registrations = models.BooleanField(_("people say that they come"), default=True)
    price = models.CharField(_("price"), max_length=120, blank=True)
    accessibility = models.TextField(_("accessibility"), blank=True)
    picture = models.ImageField(_("picture"), upload_to=picture_path, blank=True)
    picture_alt = models.CharField(_("what the picture shows"), max_length=200, blank=True)
    picture_is_decorative = models.BooleanField(_("the picture is only decoration"), default=False)
    missions = models.ManyToManyField(
        "missions.Mission", verbose_name=_("missions"), related_name="events", blank=True
    )
    state = models.CharField(_("state"), max_length=12, choices=EventState, default=EventState.DRAFT)
    reason = models.CharField(_("why it is cancelled or sent back"), max_length=500, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("model", "event")
        verbose_name_plural = _("events")
        ordering = ["starts_at", "pk"]
        indexes = [
            GinIndex(fields=["causes"], name="event_causes"),
            models.Index(fields=["latitude", "longitude"], name="event_position"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="event_ends_after_start"),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="event_capacity"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "cancelled"]) | Q(published_at__isnull=False),
                name="event_published_has_date",
            ),
            models.CheckConstraint(
                condition=Q(picture="") | Q(picture_is_decorative=True) | ~Q(picture_alt=""),
                name="event_picture_is_told",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("agenda:detail", kwargs={"slug": self.slug})

    @property
    def is_public(self) -> bool:
        """Whether anyone may read it. What `EventQuerySet.shown` says, of one event."""
        return self.state in {EventState.PUBLISHED, EventState.CANCELLED} and (
            self.association is None or self.association.state == "published"
        )

    @property
    def is_free(self) -> bool:
        return not self.price

    @property
    def place_in_words(self) -> str:
        """Where to go, from the nearest to the widest; empty online."""
        if self.online:
            return ""
        return ", ".join(filter(None, [self.place_name, self.street, self.commune.name]))


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    def shown(self) -> OccurrenceQuerySet:
        return self.filter(event__in=Event.objects.shown())

    def to_come(self, now: datetime) -> OccurrenceQuerySet:
        """Not over yet."""
        return self.filter(ends_at__gt=now)


class Occurrence(models.Model):
    """One date of an event, written from its rule (`services.lay_out`) as far as the horizon."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="occurrences")
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))

    #: Places that are free (None: there is room for all), where a selector counted them.
    places_left: int | None

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("date of an event")
        verbose_name_plural = _("dates of events")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["starts_at", "ends_at"], name="occurrence_time")]
        constraints = [
            models.UniqueConstraint(fields=["event", "starts_at"], name="occurrence_once"),
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="occurrence_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def in_words(self) -> str:
        """“Saturday 5 December, 9:00 – 12:00”; days alone when it lasts all day."""
        return dates_in_words(self.starts_at, self.ends_at, all_day=self.event.all_day)


class Registration(models.Model):
    """“I am coming”, with so many people in all. Taking it back deletes the row."""

    MOST_PEOPLE = 10

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="registrations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="event_registrations"
    )
    people = models.PositiveSmallIntegerField(_("how many you are"), default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "user"], name="registration_once"),
            models.CheckConstraint(condition=Q(people__range=(1, 10)), name="registration_people"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.occurrence_id}"
