"""Reports to an assembly: a period and the words that go with its figures. Schema: territory."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Report(models.Model):
    """What the team writes around the figures of a period. The figures themselves are counted when it is printed."""

    title = models.CharField(_("title"), max_length=120)
    first_day = models.DateField(_("from the"))
    last_day = models.DateField(_("to the"))
    foreword = models.TextField(_("foreword"), max_length=3000, blank=True)
    highlights = models.TextField(_("what marked the period"), max_length=6000, blank=True)
    outlook = models.TextField(_("what comes next"), max_length=3000, blank=True)
    signed_by = models.CharField(_("signed by"), max_length=120, blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-last_day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="report_days",
                violation_error_message=_("The last day comes before the first."),
            )
        ]

    def __str__(self) -> str:
        return self.title
