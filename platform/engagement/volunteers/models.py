"""What a citizen tells of herself so that missions can be found for her. Schema: territory."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Mobility(models.TextChoices):
    FOOT = "foot", _("On foot")
    BIKE = "bike", _("By bicycle")
    TRANSIT = "transit", _("By bus or train")
    CAR = "car", _("By car")


class Volunteer(models.Model):
    """A citizen's profile. `findable` is her consent to be found by associations, `findable_beyond` by those of
    neighbouring territories too, under no name: off until she says so."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="volunteer")
    commune = models.ForeignKey(
        "geography.Commune",
        verbose_name=_("commune"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    radius_km = models.PositiveSmallIntegerField(_("distance you would travel (km)"), default=20)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    causes = ArrayField(models.CharField(max_length=40), verbose_name=_("causes"), default=list, blank=True)
    skills = ArrayField(models.CharField(max_length=40), verbose_name=_("skills"), default=list, blank=True)
    availability = ArrayField(
        models.CharField(max_length=20), verbose_name=_("when you are free"), default=list, blank=True
    )
    languages = ArrayField(
        models.CharField(max_length=8), verbose_name=_("languages"), default=list, blank=True
    )
    remote_ok = models.BooleanField(_("remote missions suit me too"), default=True)
    mobility = models.CharField(_("how you get about"), max_length=10, choices=Mobility, default=Mobility.CAR)
    findable = models.BooleanField(_("associations may find me"), default=False)
    findable_beyond = models.BooleanField(
        _("those of neighbouring territories too"), default=False, db_default=False
    )
    #: The code of her card among those who may be found (`matching.seekers`), which names her to nobody else.
    card = models.UUIDField(default=uuid4, db_default=RandomUUID(), unique=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = pgettext_lazy("model", "volunteer")
        verbose_name_plural = _("volunteers")
        constraints = [
            models.CheckConstraint(
                condition=Q(radius_km__gte=1) & Q(radius_km__lte=200), name="volunteer_radius_range"
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)
