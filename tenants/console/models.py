"""What the network knows of a territory's health: numbers and days, nobody."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Vitals(models.Model):
    """Measured within the territory by a task of its own; replaced each time."""

    territory = models.OneToOneField("registry.Territory", models.CASCADE, related_name="vitals")
    taken_at = models.DateTimeField()
    last_active_on = models.DateField(_("last activity"), null=True)
    database_bytes = models.PositiveBigIntegerField()
    media_bytes = models.PositiveBigIntegerField()
    mails_sent = models.PositiveIntegerField(help_text=_("in thirty days"))
    mails_failed = models.PositiveIntegerField(help_text=_("in thirty days"))
    unreachable = models.PositiveIntegerField(
        help_text=_("addresses that bounced or complained in thirty days")
    )

    bounced_at = models.DateTimeField(
        _("last e-mail that came back"), null=True, help_text=_("or was complained of")
    )

    class Meta:
        verbose_name = _("vital signs")
        verbose_name_plural = _("vital signs")

    def __str__(self) -> str:
        return f"{self.territory_id} {self.taken_at:%Y-%m-%d}"

    @property
    def storage_bytes(self) -> int:
        return self.database_bytes + self.media_bytes

    @property
    def lost_mails(self) -> int:
        return self.mails_failed + self.unreachable


class FailedJob(models.Model):
    """A task that failed for good. Its arguments and its message may name somebody: only its kind is kept."""

    territory = models.ForeignKey("registry.Territory", models.CASCADE, null=True, related_name="failed_jobs")
    task = models.CharField(max_length=120)
    error = models.CharField(_("kind of error"), max_length=80)
    failed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("failed job")
        verbose_name_plural = _("failed jobs")
        ordering = ["-failed_at", "-pk"]
        indexes = [models.Index(fields=["territory", "-failed_at"], name="console_failed_of")]

    def __str__(self) -> str:
        return f"{self.task}: {self.error}"
