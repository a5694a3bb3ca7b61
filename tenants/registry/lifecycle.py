"""The life of a territory, from its opening to its end. Everything is reversible but the last step."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from kernel.lifecycle import Lifecycle, transition
from kernel.tenancy import OPEN_STATES
from kernel.tenancy import TerritoryState as State
from tenants.registry.enums import ALIVE, ClaimState

#: Between the notice and the deletion, at least.
NOTICE = timedelta(days=30)
#: And at most, where the territory says when itself.
LONGEST_NOTICE = timedelta(days=365)

TERRITORY = Lifecycle(
    "territory",
    # What it pays (tenants.billing.standing), as long as it is open.
    transition("start_trial", {State.OPENING, State.LIVE, State.LATE}, State.TRIAL),
    transition("fall_behind", {State.TRIAL, State.LIVE}, State.LATE),
    transition("settle", {State.OPENING, State.TRIAL, State.LATE}, State.LIVE),
    # What an administrator decides.
    transition("suspend", OPEN_STATES, State.SUSPENDED),
    transition("archive", {*OPEN_STATES, State.SUSPENDED}, State.ARCHIVED),
    transition("give_notice", {*OPEN_STATES, State.SUSPENDED, State.ARCHIVED}, State.LEAVING),
    transition("resume", {State.SUSPENDED, State.ARCHIVED, State.LEAVING}, State.LIVE),
    transition("delete", {State.LEAVING}, State.GONE),
)

CLAIM = Lifecycle(
    "claim of a domain",
    transition("verify", {ClaimState.PENDING, ClaimState.WARNED}, ClaimState.VERIFIED),
    transition("warn", {ClaimState.VERIFIED}, ClaimState.WARNED),
    transition("withdraw", {ClaimState.WARNED}, ClaimState.WITHDRAWN),
    transition("give_up", {ClaimState.PENDING}, ClaimState.GIVEN_UP),
    transition("remove", ALIVE, ClaimState.REMOVED),
)

#: What the network's journal knows.
ACTS = {
    "territory.start_trial": _("On trial"),
    "territory.fall_behind": _("Payment late"),
    "territory.settle": _("Nothing to be paid"),
    "territory.suspend": _("Territory suspended"),
    "territory.archive": _("Territory archived"),
    "territory.give_notice": _("Notice of deletion given"),
    "territory.resume": _("Territory resumed"),
    "territory.delete": _("Territory deleted"),
    "territory.renamed": _("Territory renamed"),
    "territory.communes": _("Communes changed"),
    "territory.domain_claimed": _("Domain announced"),
    "territory.domain_verified": _("Domain verified"),
    "territory.domain_lost": _("Domain no longer proved"),
    "territory.domain_removed": _("Domain removed"),
    "territory.primary_domain": _("Main address changed"),
    "territory.exported": _("Territory exported"),
    "territory.imported": _("Territory imported"),
}
