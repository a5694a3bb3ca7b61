"""A territory that opens begins with its trial; one whose communes change hears of another price."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from kernel.tenancy import OPEN_STATES, TerritoryContext
from tenants.billing.enums import SubscriptionState
from tenants.billing.models import Subscription
from tenants.billing.services import announce_price, start_trial
from tenants.billing.standing import STATES, align
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
    elif not before.is_open and territory.state in OPEN_STATES:
        subscription = Subscription.objects.filter(territory=territory).first()
        if subscription is not None:
            align(subscription)
