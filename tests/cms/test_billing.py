"""What a territory pays, as its team sees it."""

from __future__ import annotations

import pytest

from tenants.billing.invoicing import Line, issue_invoice
from tenants.billing.models import BillingProfile, Invoice, Subscription
from tenants.billing.services import start_trial
from tenants.registry.models import Territory
from tests.factories.people import UserFactory
from tests.harness.clients import HostClient
from tests.tenants.billing.conftest import OPENED, PROFILE, stripe  # noqa: F401
from tests.tenants.billing.fake_stripe import FakeStripe

PAGE = "/admin/facturation/"
FORM = PROFILE | {"postcode": "52100", "siret": "215 204 488 00013", "vat_number": ""}


@pytest.fixture
def pilot(in_a, client_a: HostClient) -> HostClient:
    Subscription.objects.all().delete()
    start_trial(territory=Territory.objects.get(pk=in_a.id), today=OPENED)
    client_a.force_login(UserFactory(superuser=True))
    return client_a


def test_the_team_gives_the_details_and_chooses_how_often(pilot: HostClient, in_a) -> None:
    page = pilot.get(PAGE).content.decode()
    assert "L’essai dure jusqu’au 10 avril 2027" in page
    assert "Par an, deux mois offerts (290,00\xa0€ hors TVA)" in page
    assert "Par mois (29,00\xa0€ hors TVA)" in page
    assert "à partir de la prochaine période, le 10 avril 2027" in page
    refused = pilot.post(PAGE, FORM | {"siret": "21520448800014", "postcode": "521"}).content.decode()
    assert "un chiffre doit être faux" in refused
    assert "5 chiffres" in refused
    asked = pilot.post(PAGE, FORM | {"service_code": ""}).content.decode()
    assert "cochez que votre organisme n’en demande pas" in asked
    libin = {
        "country": "BE",
        "postcode": "6890",
        "bce": "0207.361.848",
        "service_code": "",
        "purchase_order": "",
    }
    assert "Peppol refuse" in pilot.post(PAGE, FORM | libin).content.decode()
    assert not BillingProfile.objects.exists()
    assert pilot.post(PAGE, FORM | {"service_code": "", "no_service_code": "on"}).status_code == 302
    assert pilot.post(PAGE, FORM).status_code == 302
    assert BillingProfile.objects.get().siret == "21520448800013"
    assert pilot.post(f"{PAGE}rythme/", {"interval": "month"}).status_code == 302
    assert Subscription.objects.get(territory_id=in_a.id).price_cents == 2_900
    assert pilot.post(f"{PAGE}rythme/", {"interval": "day"}).status_code == 302
    assert Subscription.objects.get(territory_id=in_a.id).interval == "month"


def test_invoices_are_downloaded_by_those_they_are_for(
    pilot: HostClient, client_b: HostClient, in_a, territory_b
) -> None:
    pilot.post(PAGE, FORM)
    invoice = issue_invoice(
        profile=BillingProfile.objects.get(), lines=[Line("Une année", 29_000)], today=OPENED
    )
    paper = pilot.get(f"{PAGE}{invoice.number}.pdf")
    assert paper["Content-Type"] == "application/pdf"
    electronic = pilot.get(f"{PAGE}{invoice.number}.xml")
    assert b"215204488_21520448800013_FINANCES" in electronic.content
    assert f"{PAGE}{invoice.number}.xml" in pilot.get(PAGE).content.decode()
    Invoice.objects.filter(pk=invoice.pk).update(territory=None)
    assert {pilot.get(f"{PAGE}{invoice.number}.{form}").status_code for form in ("pdf", "xml")} == {404}
    pilot.force_login(UserFactory())
    assert pilot.get(PAGE).status_code == 403


def test_paying_through_stripe_leads_to_its_page_by_a_link(pilot: HostClient, stripe: FakeStripe) -> None:  # noqa: F811
    for how in ("card", "transfer", "portal"):
        assert pilot.post(f"{PAGE}payer/", {"how": how}).status_code == 302  # the details come first
    pilot.post(PAGE, FORM)
    page = pilot.post(f"{PAGE}payer/", {"how": "card"}).content.decode()
    assert f'href="{stripe.url}/pay/' in page
    assert pilot.post(f"{PAGE}payer/", {"how": "transfer"}, follow=True).status_code == 200
    assert Subscription.objects.get().by_stripe
    told = pilot.post(f"{PAGE}payer/", {"how": "card"}, follow=True).content.decode()
    assert "Vous payez déjà" in told
    stripe.down = True
    told = pilot.post(f"{PAGE}payer/", {"how": "portal"}, follow=True).content.decode()
    assert "ne répond pas" in told
    assert pilot.post(f"{PAGE}payer/", {"how": "cash"}).status_code == 404
