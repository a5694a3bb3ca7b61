"""What the journal keeps of missions, beside the team's decisions, which moderation writes."""

from django.utils.translation import gettext_lazy as _

from kernel.audit import acts

acts.declare(
    {
        "mission.cancelled": _("A mission was cancelled"),
        "mission.dates_cancelled": _("Dates of a mission were cancelled"),
    }
)
