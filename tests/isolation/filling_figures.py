"""A report to an assembly, and what the network holds of the territory's months."""

from __future__ import annotations

from django.utils import timezone

from engagement.figures.models import Report
from tests.isolation.marks import Marks


def fill_figures(marks: Marks) -> Report:
    today = timezone.localdate()
    return Report.objects.create(
        title=marks.said("Bilan"),
        first_day=today.replace(month=1, day=1),
        last_day=today,
        foreword=marks.said("Une belle année"),
        highlights=marks.said("La fête du sentier"),
        outlook=marks.said("Encore mieux"),
        signed_by=marks.said("La présidente"),
    )
