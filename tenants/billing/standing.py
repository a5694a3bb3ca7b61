"""Where a territory stands with what it pays. The subscription says; the state of an open territory follows.

An administrator closes a territory and opens it again; money never does. A territory that is closed keeps its state,
and follows its subscription once it is open.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from kernel.tenancy import OPEN_STATES, TerritoryState
from tenants.billing.enums import Interval, SubscriptionState
from tenants.billing.models import Subscription
from tenants.billing.plans import in_interval
from tenants.registry.models import Territory
from tenants.registry.services import change_state

#: What an open territory is, by its subscription. One that has ended, at Stripe, is one that nobody pays for.
STATES = {
    SubscriptionState.TRIAL: TerritoryState.TRIAL,
    SubscriptionState.ACTIVE: TerritoryState.LIVE,
    SubscriptionState.LATE: TerritoryState.LATE,
    SubscriptionState.ENDED: TerritoryState.LATE,
}
#: Closed for long or for good: no period begins, and none is made up for when the territory opens again.
RESTING = frozenset({TerritoryState.ARCHIVED, TerritoryState.LEAVING, TerritoryState.GONE})
#: The step that leads there, from any other open state.
_STEPS = {
    TerritoryState.TRIAL: "start_trial",
    TerritoryState.LIVE: "settle",
    TerritoryState.LATE: "fall_behind",
}


def locked_subscription(territory_id: int) -> Subscription | None:
    """The territory is locked first, as by whoever changes the register: nobody waits for another in a circle."""
    Territory.objects.select_for_update(no_key=True).filter(pk=territory_id).first()
    found = Subscription.objects.select_for_update(of=("self",)).select_related("territory")
    return found.filter(territory_id=territory_id).first()


def take_standing(subscription: Subscription, state: SubscriptionState) -> None:
    """Change a subscription's state, and the territory's with it, in the caller's transaction."""
    subscription.state = state
    subscription.save(update_fields=["state"])
    align(subscription)


def take_interval(subscription: Subscription, interval: Interval) -> None:
    """Paid by the month or by the year from now on; the price stays the one that was agreed. The caller saves it."""
    was = Interval(subscription.interval)
    subscription.price_cents = in_interval(subscription.price_cents, was=was, becomes=interval)
    if subscription.next_price_cents is not None:
        subscription.next_price_cents = in_interval(subscription.next_price_cents, was=was, becomes=interval)
    subscription.interval = interval
    if subscription.next_interval in ("", interval):
        subscription.next_interval, subscription.next_interval_on = "", None


def end_rest(subscription: Subscription, *, today: date) -> None:
    """Once a territory is open again: a period that ended meanwhile is over, and the next one begins now."""
    if not subscription.by_stripe and subscription.period_end and subscription.period_end < today:
        subscription.period_start = subscription.period_end = None
        subscription.save(update_fields=["period_start", "period_end"])


def align(subscription: Subscription) -> None:
    """Bring the state of the territory, if it is open, in line with its subscription. Idempotent."""
    territory = Territory.objects.get(pk=subscription.territory_id)
    target = STATES[SubscriptionState(subscription.state)]
    if territory.state not in OPEN_STATES or territory.state == target:
        return
    fields: dict[str, Any] = {}
    if target == TerritoryState.TRIAL:
        fields["trial_ends_on"] = subscription.trial_ends_on
    change_state(territory=territory, action=_STEPS[target], now=timezone.now(), **fields)
