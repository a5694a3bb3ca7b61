"""How often, and how far."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Frequency(models.TextChoices):
    """When a person wants the e-mails of a category."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day, together")
    WEEKLY = "weekly", _("Once a week")
    NEVER = "never", _("Never")


class MailState(models.TextChoices):
    """How far an e-mail is. `held` waits for its reader's digest."""

    WAITING = "waiting"
    HELD = "held"
    SENT = "sent"
    FAILED = "failed"


class Unreachability(models.TextChoices):
    """Why an address receives nothing that its owner can do without."""

    BOUNCED = "bounced", _("Its mailbox refuses our messages")
    COMPLAINED = "complained", _("One of our messages was marked as unwanted")
