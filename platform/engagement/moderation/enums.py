"""The words of moderation."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Decision(models.TextChoices):
    """What the team may decide of a thing. `READ` and `REREAD` change nothing but the queue."""

    APPROVE = "approve", _("Approve")
    SEND_BACK = "send_back", _("Send back")
    SUSPEND = "suspend", _("Suspend")
    REINSTATE = "reinstate", _("Reinstate")
    READ = "read", _("Mark as read")
    REREAD = "reread", _("To be read again")


class Stage(models.TextChoices):
    """Why a thing is in the queue, or was."""

    PENDING = "pending", _("Awaiting a decision")
    UNREAD = "unread", _("Shown, to be read")
    RETURNED = "returned", _("Sent back")
    SUSPENDED = "suspended", pgettext_lazy("stage", "Suspended")
    SETTLED = "settled", _("Nothing to decide")


#: Decisions that the author must be given a reason for.
WITH_REASON = frozenset({Decision.SEND_BACK, Decision.SUSPEND})
#: What takes a decision back.
UNDONE_BY = {
    Decision.SUSPEND: Decision.REINSTATE,
    Decision.READ: Decision.REREAD,
    Decision.REREAD: Decision.READ,
}
#: What the journal calls them.
DONE = {
    Decision.APPROVE: _("Approved"),
    Decision.SEND_BACK: pgettext_lazy("decision", "Sent back"),
    Decision.SUSPEND: pgettext_lazy("decision", "Suspended"),
    Decision.REINSTATE: _("Reinstated"),
    Decision.READ: _("Read"),
    Decision.REREAD: _("Put back to be read"),
}


def act_of(decision: Decision) -> str:
    """The decision's code in the journal."""
    return f"moderation.{decision.value}"
