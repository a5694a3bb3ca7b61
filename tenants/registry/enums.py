"""The states of what the register holds besides territories."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ClaimState(models.TextChoices):
    PENDING = "pending", _("waiting for its proof")
    VERIFIED = "verified", _("verified")
    WARNED = "warned", _("no longer proved")
    GIVEN_UP = "given_up", _("given up without a proof")
    WITHDRAWN = "withdrawn", _("withdrawn, its proof being gone")
    REMOVED = "removed", _("removed")


#: The territory answers at the domain.
HELD = (ClaimState.VERIFIED, ClaimState.WARNED)
#: The DNS is asked about the domain.
ALIVE = (ClaimState.PENDING, *HELD)

#: What operators of a territory act as in the network's journal.
OPERATOR_ROLE = "operator"
