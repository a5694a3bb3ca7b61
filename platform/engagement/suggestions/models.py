"""What was suggested to whom. Schema: territory."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Rerouting(models.Model):
    """What was offered to somebody whose request stayed unanswered past the promise, once.

    `opportunities` are keys of the network's catalogue, the best first.
    """

    participation = models.OneToOneField(
        "participations.Participation", on_delete=models.CASCADE, related_name="rerouting"
    )
    opportunities = ArrayField(models.BigIntegerField())
    offered_at = models.DateTimeField(_("offered"))

    class Meta:
        verbose_name = _("missions in place of an unanswered request")
        verbose_name_plural = _("missions in place of unanswered requests")

    def __str__(self) -> str:
        return f"in place of {self.participation_id}"
