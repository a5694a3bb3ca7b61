"""Hours given, thanks, expenses, certificates. Schema: territory."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class HoursState(models.TextChoices):
    DECLARED = "declared", _("Awaiting the association")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Not recognised")
    DISPUTED = "disputed", _("Disputed")
    CORRECTED = "corrected", _("Corrected by the association")
    SETTLED = "settled", _("Settled")


#: The same as the association reads them, whose answer some of them await.
STATES_FOR_ASSOCIATION = dict(HoursState.choices) | {HoursState.DECLARED.value: _("Awaiting your answer")}
#: Hours that stand: what certificates and counters add up.
STANDING = (HoursState.CONFIRMED, HoursState.CORRECTED, HoursState.SETTLED)


class HoursQuerySet(models.QuerySet["Hours"]):
    def standing(self) -> HoursQuerySet:
        return self.filter(state__in=STANDING, minutes__gt=0)


class Hours(models.Model):
    """Time one person gave to one association. Without `user` once she is erased: a number that stays."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="given_hours", null=True, blank=True
    )
    association = models.ForeignKey(
        "associations.Association", on_delete=models.CASCADE, related_name="given_hours"
    )
    mission = models.ForeignKey(
        "missions.Mission", on_delete=models.SET_NULL, related_name="given_hours", null=True, blank=True
    )
    participation = models.OneToOneField(
        "participations.Participation",
        on_delete=models.SET_NULL,
        related_name="given_hours",
        null=True,
        blank=True,
    )
    day = models.DateField(_("day"))
    minutes = models.PositiveIntegerField(_("minutes"))
    declared_minutes = models.PositiveIntegerField(_("minutes declared"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=HoursState)
    note = models.CharField(_("what was done"), max_length=280, blank=True)
    dispute = models.TextField(_("what is disputed"), max_length=1000, blank=True)
    answer = models.TextField(_("the association’s answer"), max_length=1000, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    changed_at = models.DateTimeField(_("changed"))

    objects = HoursQuerySet.as_manager()

    class Meta:
        verbose_name = _("hours given")
        verbose_name_plural = _("hours given")
        ordering = ["-day", "-pk"]
        indexes = [
            models.Index(fields=["user", "day"], name="hours_user_day"),
            models.Index(fields=["association", "state"], name="hours_association_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=HoursState.values), name="hours_state_known"),
            models.CheckConstraint(condition=Q(minutes__lte=999 * 60), name="hours_at_most"),
            models.CheckConstraint(
                condition=~Q(state__in=["declared", "confirmed", "corrected"]) | Q(minutes__gt=0),
                name="hours_some",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minutes} min on {self.day} ({self.state})"


class Thanks(models.Model):
    """A note from an association to a volunteer."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="thanks")
    association = models.ForeignKey("associations.Association", on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    text = models.TextField(_("your words"), max_length=1000)
    sent_at = models.DateTimeField(_("sent on"))

    class Meta:
        verbose_name = _("thank-you note")
        verbose_name_plural = _("thank-you notes")
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.association_id} thanks {self.user_id}"


class Expense(models.Model):
    """A lump sum that an association paid a volunteer for her expenses, as she noted it. Hers alone."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="expenses")
    association = models.ForeignKey(
        "associations.Association", on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    day = models.DateField(_("day"))
    amount = models.DecimalField(_("amount (€)"), max_digits=7, decimal_places=2)

    class Meta:
        verbose_name = _("expenses received")
        verbose_name_plural = _("expenses received")
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="expense_some",
                violation_error_message=_("An amount greater than zero."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.amount} on {self.day}"


class CertificateKind(models.TextChoices):
    MISSION = "mission", _("One mission")
    ASSOCIATION = "association", _("One association")
    PERIOD = "period", _("A period, all associations")


#: No letter that is read as another: codes are copied from paper.
_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"


def new_certificate_code() -> str:
    """`K7QF-…`: five groups of four, 98 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _letter in range(4)) for _group in range(5))


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def valid(self) -> CertificateQuerySet:
        return self.filter(revoked_at=None)


class Certificate(models.Model):
    """What a paper says, as it was issued: a trigger refuses any change but revocation."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="certificates")
    #: Whose hours it counts: each of them may revoke it.
    associations = models.ManyToManyField("associations.Association", related_name="certificates")
    code = models.CharField(_("code"), max_length=24, unique=True, default=new_certificate_code)
    kind = models.CharField(_("kind"), max_length=12, choices=CertificateKind)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    snapshot = models.JSONField(_("what it says"), encoder=DjangoJSONEncoder)
    issued_at = models.DateTimeField(_("issued"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.CharField(_("revoked by"), max_length=12, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="certificate_days"),
        ]

    def __str__(self) -> str:
        return self.code
