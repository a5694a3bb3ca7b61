from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.conf import LazySettings

from kernel.tenancy import TerritoryContext
from tenants.billing.models import BillingProfile, Subscription
from tenants.billing.services import save_profile, start_trial
from tenants.registry.models import Territory
from tests.tenants.billing.fake_stripe import FakeStripe

OPENED = date(2027, 1, 10)

PROFILE = {
    "legal_name": "Agglomération de Saint-Dizier",
    "street": "12 rue de la Commune de Paris",
    "postcode": "52100",
    "city": "Saint-Dizier",
    "country": "FR",
    "siret": "21520448800013",
    "service_code": "FINANCES",
    "purchase_order": "BC-2027-118",
    "email": "finances@saint-dizier.example",
}


@pytest.fixture
def territory(db: None, territory_a: TerritoryContext) -> Territory:
    return Territory.objects.get(pk=territory_a.id)


@pytest.fixture
def subscription(territory: Territory) -> Subscription:
    Subscription.objects.filter(territory=territory).delete()
    return start_trial(territory=territory, today=OPENED)


@pytest.fixture
def profile(territory: Territory, subscription: Subscription) -> BillingProfile:
    return save_profile(territory=territory, values=PROFILE)


@pytest.fixture
def stripe(settings: LazySettings) -> Iterator[FakeStripe]:
    """Stripe on a port of this machine; the gateway speaks to it as to the real one."""
    with FakeStripe() as server:
        settings.STRIPE_SECRET_KEY = server.key
        settings.STRIPE_WEBHOOK_SECRET = server.webhook_secret
        settings.STRIPE_API_BASE = server.url
        yield server
