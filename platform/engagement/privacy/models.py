"""Consents, exports and notices before erasure. Schema: territory."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Consent(models.Model):
    """What a person agreed to, when, in which wording, and when she went back on it. One row each time she agrees."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version of the wording"))
    given_at = models.DateTimeField(_("given"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "purpose"], condition=Q(withdrawn_at=None), name="consent_one_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version} of {self.user_id}"


def new_code() -> str:
    """256 bits that nobody guesses."""
    return secrets.token_urlsafe(32)


class Export(models.Model):
    """An archive of what is held about a person, for herself, for some days. `file` is in the private folder."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=60, unique=True, default=new_code, editable=False)
    file = models.FileField(upload_to="private/exports/", blank=True)
    requested_at = models.DateTimeField(_("requested"))
    ready_at = models.DateTimeField(_("ready"), null=True, blank=True)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-requested_at"]
        constraints = [models.UniqueConstraint(fields=["user"], name="export_one_at_a_time")]

    def __str__(self) -> str:
        return f"export of {self.user_id}"

    def is_there(self, now: datetime) -> bool:
        """Whether it can be downloaded."""
        return self.expires_at is not None and now < self.expires_at


class RetentionNotice(models.Model):
    """That a person who no longer comes was told when her account would be erased. Void once she signs in again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=[("month", "month"), ("week", "week")])
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="retention_notice_once")]

    def __str__(self) -> str:
        return f"{self.kind} for {self.user_id}"
