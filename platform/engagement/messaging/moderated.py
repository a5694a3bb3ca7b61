"""Reports in the team's queue. The conversation itself has a page, which notes who reads it."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from engagement.messaging.boundaries import dismiss_report, uphold_report
from engagement.messaging.models import Report, ReportState
from engagement.messaging.names import name_of_side
from engagement.messaging.selectors import open_reports
from engagement.moderation.enums import Decision
from engagement.moderation.registry import Description, Moderated
from kernel.accounts.models import User


def _describe(report: Report) -> Description:
    conversation = report.conversation
    return Description(
        title=_("%(one)s and %(other)s")
        % {"one": name_of_side(conversation, "association"), "other": name_of_side(conversation, "other")},
        excerpt=report.reason,
        author=name_of_side(conversation, report.side),
        url=reverse("messaging:review", kwargs={"pk": report.pk}),
        details=((gettext_lazy("what is wrong"), report.reason),),
    )


def _dismiss(*, item: Report, by: User, reason: str, now: datetime) -> None:
    dismiss_report(report=item, now=now, outcome=reason)


def _uphold(*, item: Report, by: User, reason: str, now: datetime) -> None:
    uphold_report(report=item, now=now, outcome=reason)


REPORTS = Moderated(
    kind="report",
    label=pgettext_lazy("model", "report"),
    plural=gettext_lazy("reports"),
    since="reported_at",
    search=("conversation__association__name", "reason"),
    pending=open_reports,
    describe=_describe,
    allows=lambda report, decision: (
        report.state == ReportState.OPEN and decision in {Decision.APPROVE, Decision.SUSPEND}
    ),
    approve=_dismiss,
    suspend=_uphold,
    labels={
        Decision.APPROVE: gettext_lazy("Nothing to object to"),
        Decision.SUSPEND: gettext_lazy("Close the conversation"),
    },
)
