"""What citizens offer of their own: services and skills. Schema: territory."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OfferState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("offer", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("offer", "Awaiting a reading")
    PUBLISHED = "published", pgettext_lazy("offer", "Published")
    PAUSED = "paused", pgettext_lazy("offer", "Paused")
    EXPIRED = "expired", pgettext_lazy("offer", "Expired")
    SUSPENDED = "suspended", pgettext_lazy("offer", "Suspended")


class Audience(models.TextChoices):
    ASSOCIATIONS = "associations", _("Associations only")
    EVERYONE = "everyone", _("Everyone")


class Signature(models.TextChoices):
    """How the author appears. The family name never does."""

    FIRST_NAME = "first", _("My first name only")
    INITIAL = "initial", _("My first name and the initial of my name")


class OfferQuerySet(models.QuerySet["Offer"]):
    def current(self, now: datetime) -> OfferQuerySet:
        """Published, not expired, of somebody who can still answer."""
        return self.filter(state=OfferState.PUBLISHED, expires_at__gt=now, user__is_active=True)

    def open_to_everyone(self) -> OfferQuerySet:
        return self.filter(audience=Audience.EVERYONE)


class Offer(models.Model):
    """“I offer”: by a citizen, around her commune, for 90 days at a time."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="offers")
    title = models.CharField(_("title"), max_length=140)
    slug = models.SlugField(_("address"), max_length=160, unique=True)
    description = models.TextField(_("description"))
    causes = ArrayField(models.CharField(max_length=40), verbose_name=_("causes"), default=list, blank=True)
    skills = ArrayField(models.CharField(max_length=40), verbose_name=_("skills"), default=list, blank=True)
    availability = ArrayField(
        models.CharField(max_length=20), verbose_name=_("when in the week"), default=list, blank=True
    )
    duration = models.CharField(_("how much time"), max_length=120, blank=True)
    commune = models.ForeignKey(
        "geography.Commune", verbose_name=_("commune"), on_delete=models.PROTECT, related_name="+"
    )
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    radius_km = models.PositiveSmallIntegerField(_("distance you would travel (km)"), default=20)
    audience = models.CharField(_("for whom"), max_length=12, choices=Audience, default=Audience.ASSOCIATIONS)
    signed_as = models.CharField(
        _("signed with"), max_length=8, choices=Signature, default=Signature.FIRST_NAME
    )
    state = models.CharField(_("state"), max_length=12, choices=OfferState, default=OfferState.DRAFT)
    reason = models.CharField(_("why it is sent back or suspended"), max_length=500, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("model", "offer")
        verbose_name_plural = pgettext_lazy("model", "offers")
        ordering = ["-published_at", "pk"]
        indexes = [
            GinIndex(fields=["skills"], name="offer_skills"),
            models.Index(fields=["state", "expires_at"], name="offer_state_expiry"),
            models.Index(fields=["latitude", "longitude"], name="offer_position"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(radius_km__range=(1, 200)), name="offer_radius_range"),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "paused", "expired"])
                | Q(published_at__isnull=False, expires_at__isnull=False),
                name="offer_published_has_dates",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("offers:detail", kwargs={"slug": self.slug})

    @property
    def author_name(self) -> str:
        """What others see of her, as she chose."""
        name = str(self.user.masked_name)
        if self.signed_as == Signature.INITIAL or not self.user.first_name:
            return name
        return str(self.user.first_name)
