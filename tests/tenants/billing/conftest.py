from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.conf import LazySettings

from kernel.mail.models import OutgoingMail
from kernel.tenancy import TerritoryContext
from tenants.billing.models import BillingProfile, Subscription
from tenants.billing.plans import TRIAL
from tenants.billing.services import save_profile, start_trial
from tenants.registry.models import Territory
from tests.harness.clients import HostClient
from tests.tenants.billing.fake_stripe import FakeStripe

OPENED = date(2027, 1, 10)
TRIAL_END = OPENED + TRIAL
NOW = datetime(2027, 1, 20, tzinfo=UTC)
PAGES = {"success_url": "https://maillage.example/", "cancel_url": "https://maillage.example/"}

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


def post(client: HostClient, stripe: FakeStripe, event: dict[str, object], **options: float) -> int:
    payload, signature = stripe.signed(event, **options)
    answer = client.post(
        "/stripe/", payload, content_type="application/json", headers={"Stripe-Signature": signature}
    )
    return answer.status_code


def letters(kind: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(kind=kind).order_by("pk"))


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
