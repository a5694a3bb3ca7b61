"""The words that missions are described by, and those of the domains above that they must know."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

#: States of a participation, by name because that domain stands above this one: those that await something or hold a
#: place, and those that hold a place.
ACTIVE: Final = ("requested", "waiting", "offered", "accepted")
HOLDING: Final = ("offered", "accepted")


class MissionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Being read")
    PUBLISHED = "published", _("Published")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Over")
    SUSPENDED = "suspended", _("Suspended")


class Step(models.TextChoices):
    """The form's steps, in order. Values are in addresses, and so French."""

    NEED = "besoin", _("The need")
    TASKS = "deroulement", _("What happens")
    GIVEN_BACK = "en-retour", _("What is given back")
    PEOPLE = "pour-qui", _("For whom")
    PLACE = "lieu", _("Where")
    TIME = "quand", _("When")


class Remote(models.TextChoices):
    NO = "no", _("On site")
    POSSIBLE = "possible", _("Remote possible")
    FULL = "full", _("Remote")


class Reach(models.TextChoices):
    TERRITORY = "territory", _("This territory")
    NEIGHBOURS = "neighbours", _("Neighbouring territories")
    NETWORK = "network", _("The whole network")
