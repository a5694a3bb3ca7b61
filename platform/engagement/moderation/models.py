"""What the team has read. Decisions themselves are in the journal (`kernel.audit`). Schema: territory."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reading(models.Model):
    """A shown thing that the team has read, or approved: it does not come up to be read again."""

    kind = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField()
    read_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        permissions = [("moderate", _("Can decide what is shown"))]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="reading_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
