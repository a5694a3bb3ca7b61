"""The words of moderation."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Decision(models.TextChoices):
    """What the team may decide of a thing. `READ` changes nothing but the queue."""

    APPROVE = "approve", _("Approve")
    SEND_BACK = "send_back", _("Send back")
    SUSPEND = "suspend", _("Suspend")
    REINSTATE = "reinstate", _("Reinstate")
    READ = "read", _("Mark as read")


class Stage(models.TextChoices):
    """Why a thing is in the queue, or was."""

    PENDING = "pending", _("Awaiting a decision")
    UNREAD = "unread", _("Shown, to be read")
    RETURNED = "returned", _("Sent back")
    SUSPENDED = "suspended", pgettext_lazy("stage", "Suspended")
