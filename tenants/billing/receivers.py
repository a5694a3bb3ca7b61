"""What happens to a territory and what it pays: it opens on trial, its communes change the price, closed it rests."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from kernel.tenancy import OPEN_STATES, TerritoryContext
from tenants.billing.enums import SubscriptionState
from tenants.billing.models import Subscription
from tenants.billing.services import announce_price, start_trial
from tenants.billing.standing import RESTING, STATES, align, end_rest
from tenants.billing.tasks import follow_rest
from tenants.provisioning.signals import territory_provisioned
from tenants.registry.models import Territory
from tenants.registry.signals import territory_changed


@receiver(territory_provisioned)
def begin_trial(territory: Territory, **_kwargs: Any) -> None:
    subscription = start_trial(territory=territory, today=timezone.localdate())
    territory.state = STATES[SubscriptionState(subscription.state)]
    territory.trial_ends_on = subscription.trial_ends_on


@receiver(territory_changed)
def follow_changes(territory: Territory, before: TerritoryContext, **_kwargs: Any) -> None:
    if before.is_open and before.state == territory.state:
        announce_price(territory=territory, today=timezone.localdate())
        return
    subscription = Subscription.objects.filter(territory=territory).first()
    if subscription is None or before.state == territory.state:
        return
    if not before.is_open and territory.state in OPEN_STATES:
        if before.state in RESTING:
            end_rest(subscription, today=timezone.localdate(territory.state_since))
        align(subscription)
    if subscription.by_stripe and (before.state in RESTING) != (territory.state in RESTING):
        follow_rest.delay_on_commit(territory_id=territory.pk)
