"""A person's pass to another territory, at home; a guest of another territory, where she is one. Schema: territory.

Every territory is both. The two sides share `code` and nothing else; `docs/adr/0009` says who holds what.
"""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagement.participations.models import ParticipationState


class Pass(models.Model):
    """At home: what lets one person take part in one other territory (`host`, its short name).

    `code` is drawn at random for the pair, so that two territories cannot tell that a guest of both is one person.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="passes")
    host = models.CharField(max_length=40)
    host_name = models.CharField(max_length=80)
    code = models.UUIDField(default=uuid4, unique=True, editable=False)
    shows_first_name = models.BooleanField(_("shows her first name before she is accepted"), default=False)
    #: When she agreed to the wording of `version` (`personal_data`).
    agreed_at = models.DateTimeField(_("agreed"))
    #: Whether the host has her name, because an association there counts on her or did.
    gives_name = models.BooleanField(_("name given"), default=False)
    crossed_at = models.DateTimeField(_("last used"))
    #: Since when the host answers nobody.
    unreachable_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("pass")
        verbose_name_plural = _("passes")
        ordering = ["host_name", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "host"], name="pass_once")]

    def __str__(self) -> str:
        return f"{self.user_id} to {self.host}"


class Journey(models.Model):
    """At home: one participation there, as the host last told it. `key` is its number at the host.

    `receipt` and `released_at` say that her name was given for it: a receipt that both sides can read.
    """

    travel_pass = models.ForeignKey(Pass, on_delete=models.CASCADE, related_name="journeys")
    key = models.BigIntegerField()
    mission_title = models.CharField(max_length=140)
    association_name = models.CharField(max_length=160)
    path = models.CharField(max_length=255)
    when = models.CharField(max_length=200, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=ParticipationState)
    minutes = models.PositiveIntegerField(_("minutes given"), default=0)
    requested_at = models.DateTimeField(_("asked"), null=True, blank=True)
    #: Of the mission: what she asked for elsewhere teaches her tastes too.
    causes = ArrayField(models.CharField(max_length=40), default=list, db_default=[], blank=True)
    receipt = models.UUIDField(null=True, blank=True)
    released_at = models.DateTimeField(_("name given"), null=True, blank=True)

    class Meta:
        verbose_name = _("participation elsewhere")
        verbose_name_plural = _("participations elsewhere")
        ordering = ["-key"]
        constraints = [
            models.UniqueConstraint(fields=["travel_pass", "key"], name="journey_once"),
            models.CheckConstraint(
                condition=Q(receipt__isnull=True, released_at__isnull=True)
                | Q(receipt__isnull=False, released_at__isnull=False),
                name="journey_receipt_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.travel_pass_id}"


class ReplyWay(models.Model):
    """At home: where she answers one e-mail of a host. Of the secret of our address only its digest is kept; `there`
    is the host's own, which takes her answer from nobody else."""

    digest = models.CharField(max_length=64, unique=True)
    travel_pass = models.ForeignKey(Pass, on_delete=models.CASCADE, related_name="reply_ways")
    there = models.CharField(max_length=255)
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("way of an answer")
        verbose_name_plural = _("ways of answers")

    def __str__(self) -> str:
        return f"answer of {self.travel_pass_id}"


class Guest(models.Model):
    """At the host: an account without address or password, whose person only her own territory (`home`) knows.

    The place is coarse (`COARSE` degrees), good for “about 10 km away” and no more.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="guest")
    code = models.UUIDField(unique=True, editable=False)
    home = models.CharField(max_length=40)
    home_name = models.CharField(max_length=80)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    came_at = models.DateTimeField(_("first came"))
    #: Since when her territory answers nobody.
    unreachable_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("guest of another territory")
        verbose_name_plural = _("guests of other territories")

    def __str__(self) -> str:
        return f"{self.code} of {self.home}"


class Release(models.Model):
    """At the host: that her name was given because she was accepted, and that she had agreed to it."""

    participation = models.OneToOneField(
        "participations.Participation", on_delete=models.CASCADE, related_name="release"
    )
    receipt = models.UUIDField()
    agreed_at = models.DateTimeField(_("agreed"))
    released_at = models.DateTimeField(_("name given"))

    class Meta:
        verbose_name = _("name given")
        verbose_name_plural = _("names given")

    def __str__(self) -> str:
        return f"{self.receipt} for {self.participation_id}"


class Role(models.TextChoices):
    """Which of the two sides a notice is of."""

    PASS = "pass", "pass"
    GUEST = "guest", "guest"


class Notice(models.Model):
    """“What the other territory knows of this one may have changed.” Written by triggers, whatever the write path."""

    role = models.CharField(max_length=5, choices=Role)
    code = models.UUIDField()
    counterpart = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def __str__(self) -> str:
        return f"{self.role} {self.code}"
