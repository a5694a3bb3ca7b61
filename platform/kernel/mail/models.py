"""E-mails on their way, who wants which, and addresses that do not answer."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from kernel.mail.enums import Frequency, MailState, Unreachability

#: E-mails a week that one can do without: what is usual, and the most one may ask for.
USUAL_BUDGET, MOST_A_WEEK = 3, 14


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def overdue(self, now: datetime) -> Self:
        """What should have left by now."""
        return self.filter(state=MailState.WAITING, due_at__lte=now)


class OutgoingMail(models.Model):
    """One rendered e-mail to one address. Its contents go as soon as it is sent; the rest is kept for a while."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    to = models.EmailField()
    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=MailState, default=MailState.WAITING)
    message_id = models.CharField(max_length=255, unique=True)
    sender = models.CharField(max_length=255)
    reply_to = models.CharField(max_length=255, blank=True)
    subject = models.TextField()
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    attachments = models.JSONField(default=list)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    #: Could have been refused, and counts towards what the person wants in a week at most.
    is_optional = models.BooleanField(default=False, db_default=False)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["to", "kind", "key"], condition=~models.Q(key=""), name="mail_outgoing_key_unique"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=models.Q(state=MailState.WAITING), name="mail_outgoing_waiting"
            ),
            models.Index(
                fields=["user"], condition=models.Q(state=MailState.HELD), name="mail_outgoing_held"
            ),
            models.Index(
                fields=["user", "created_at"],
                condition=models.Q(is_optional=True),
                name="mail_outgoing_optional",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.message_id}"


class MailPreference(models.Model):
    """What a person chose for a category; without a row, the category's default."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_preferences")
    category = models.CharField(max_length=50)
    frequency = models.CharField(max_length=10, choices=Frequency)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "category"], name="mail_preference_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.category}: {self.frequency}"


class MailBudget(models.Model):
    """How many e-mails that she can do without a person wants in a week at most; without a row, `USUAL_BUDGET`."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="mail_budget"
    )
    per_week = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(per_week__range=(1, MOST_A_WEEK)), name="mail_budget_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.per_week} a week"


class UnreachableAddress(models.Model):
    """An address that bounced for good or complained. Its owner is told, and says when it works again."""

    address = models.EmailField()
    reason = models.CharField(max_length=10, choices=Unreachability)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("address"), name="mail_unreachable_address_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.since:%Y-%m-%d}"
