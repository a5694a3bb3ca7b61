"""The network's accounts: every invoice is found, of deleted territories too; what is done to one is written down."""

from __future__ import annotations

import csv
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kernel.accounts.models import User
from kernel.audit.models import Entry
from kernel.mail.models import OutgoingMail
from kernel.tenancy import TerritoryContext
from tenants.billing.enums import InvoiceState
from tenants.billing.invoicing import Line, credit, issue_invoice, mark_paid
from tenants.billing.models import BillingProfile, Invoice, StripeInvoice
from tenants.billing.paper import invoice_pdf
from tenants.billing.services import save_profile
from tenants.registry.models import Territory
from tests.factories.people import UserFactory
from tests.harness.clients import HostClient
from tests.tenants.billing.conftest import PROFILE
from tests.tenants.console.conftest import text

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
BOOK = "/console/factures/"


@pytest.fixture
def profile(territory_a: TerritoryContext) -> BillingProfile:
    return save_profile(territory=Territory.objects.get(pk=territory_a.id), values=PROFILE)


def issued(profile: BillingProfile, *, on: date = TODAY, cents: int = 29_000) -> Invoice:
    return issue_invoice(profile=profile, lines=[Line("Maillage", cents)], today=on)


def test_every_invoice_is_found_whatever_became_of_its_territory(
    console: HostClient, profile: BillingProfile, territory_b: TerritoryContext
) -> None:
    old = issued(profile, on=TODAY - timedelta(days=800))
    new = issued(profile)
    libin = save_profile(
        territory=Territory.objects.get(pk=territory_b.id),
        values=PROFILE
        | {"legal_name": "=Commune de Libin", "country": "BE", "postcode": "6890", "bce": "0207361848"}
        | {"siret": "", "vat_number": "BE0207361848"},
    )
    belgian = issued(libin)
    Territory.objects.filter(pk=territory_b.id).update(state="gone")
    Invoice.objects.filter(pk=old.pk).update(territory=None)

    page = text(console.get(BOOK))
    assert all(one.number in page for one in (old, new, belgian))
    assert "un territoire disparu" in page
    for number in (old.number, belgian.number):
        assert console.get(f"{BOOK}{number}.pdf").content.startswith(b"%PDF")
        assert number.encode() in console.get(f"{BOOK}{number}.xml").content
    assert console.get(f"{BOOK}F1999-00001.pdf").status_code == 404

    def found(**search: str) -> set[str]:
        shown = text(console.get(BOOK, search))
        return {one.number for one in (old, new, belgian) if f">{one.number}<" in shown}

    assert found(year=str(old.issued_on.year)) == {old.number}
    assert found(standing="overdue") == {old.number}
    assert found(words="0207.361.848") == {belgian.number}
    assert found(words="215 204 488") == {old.number, new.number}
    assert found(words="agglomeration de saint") == {old.number, new.number}
    assert found(words=new.number.lower()) == {new.number}
    assert found(words="nobody") == set()
    assert len(found(year="1789", standing="nonsense")) == 3, "what cannot be read narrows nothing"

    rows = list(
        csv.reader(console.get(f"{BOOK}export.csv").content.decode("utf-8-sig").splitlines(), delimiter=";")
    )
    assert [row[0] for row in rows[1:]] == [old.number, *sorted((new.number, belgian.number))]
    by_number = {row[0]: row for row in rows}
    assert by_number[new.number][16:20] == ["290,00", "20,0", "58,00", "348,00"]
    assert by_number[belgian.number][9] == "'=Commune de Libin", "no formula for a spreadsheet"
    assert "0,0" in by_number[belgian.number]
    (entry,) = Entry.objects.filter(act="billing.exported")
    assert (entry.actor.email, entry.details["invoices"]) == ("reseau@maillage.example", 3)
    assert len(console.get(f"{BOOK}export.csv", {"standing": "paid"}).content.decode().splitlines()) == 1


def test_the_book_asks_as_often_for_one_invoice_as_for_three(
    console: HostClient, profile: BillingProfile
) -> None:
    counts = []
    for _more in range(3):
        credit(invoice=issued(profile), reason="Double", by=None, today=TODAY)
        with CaptureQueriesContext(connection) as asked:
            assert console.get(BOOK).status_code == 200
        counts.append(len(asked))
    assert counts == [counts[0]] * 3
    assert counts[0] <= 8


def test_a_wrong_invoice_is_cancelled_sent_anew_and_paid_back(
    console: HostClient, profile: BillingProfile, administrator: User
) -> None:
    wrong = issued(profile)
    page = "/console/territoires/vallee-claire/"
    assert console.post(f"{BOOK}{wrong.number}/avoir/", {"reason": ""}).status_code == 200
    BillingProfile.objects.filter(pk=profile.pk).update(service_code="VOIRIE")
    asked = console.post(f"{BOOK}{wrong.number}/avoir/", {"reason": "Code service refusé", "again": "on"})
    assert asked.url == page
    right, note, first = Invoice.objects.order_by("-number")
    assert (first.state, note.corrects, note.total_cents) == (InvoiceState.CANCELLED, first, -34_800)
    assert (right.buyer["service_code"], right.lines, right.state) == ("VOIRIE", wrong.lines, "open")
    assert note.standing == "avoir"
    assert "Code service refusé" in text(console.get(page))
    assert Entry.objects.get(act="billing.credited").actor == administrator
    assert console.post(f"{BOOK}{wrong.number}/avoir/", {"reason": "Encore"}, follow=True).status_code == 200
    assert Invoice.objects.count() == 3

    # Paid, then given up: the money goes back, and that is noted as well.
    paid = {"paid_on": TODAY.isoformat(), "reference": "CORE 8421"}
    assert console.post(f"{BOOK}{right.number}/payee/", paid).url == page
    assert "payée" in text(console.get(page))
    console.post(f"{BOOK}{right.number}/avoir/", {"reason": "Convention rompue"})
    back = Invoice.objects.get(corrects=right)
    assert (back.state, back.standing, back.is_paid_back) == ("open", "à rembourser", True)
    letter = OutgoingMail.objects.filter(kind="credit_note").latest("pk")
    assert "remboursons 348,00 € par virement" in " ".join(letter.text.split())
    assert invoice_pdf(back).startswith(b"%PDF")
    assert b"remboursons" in console.get(f"{BOOK}{back.number}.xml").content
    assert back.number in text(console.get(BOOK, {"standing": "pay-back"}))
    console.post(f"{BOOK}{back.number}/payee/", paid | {"reference": "VIR 12"})
    back.refresh_from_db()
    assert (back.standing, back.payment_reference) == ("remboursé", "VIR 12")
    assert Entry.objects.filter(act="billing.paid_back").count() == 1
    mark_paid(invoice=back, paid_on=TODAY, reference="again", by=None)
    assert Entry.objects.filter(act="billing.paid_back").count() == 1


def test_nobody_is_left_to_send_it_to(console: HostClient, profile: BillingProfile) -> None:
    invoice = issued(profile)
    profile.delete()
    Invoice.objects.filter(pk=invoice.pk).update(territory=None)
    told = text(
        console.post(f"{BOOK}{invoice.number}/avoir/", {"reason": "Faux", "again": "on"}, follow=True)
    )
    assert "Rien n’a été fait" in told
    assert Invoice.objects.count() == 1


def test_a_territorys_page_shows_what_stripe_made_too(console: HostClient, profile: BillingProfile) -> None:
    for number, state in enumerate(("open", "paid", "void", "uncollectible")):
        StripeInvoice.objects.create(
            id=f"in_{number}",
            territory_id=profile.territory_id,
            number=f"MAI-{number}",
            state=state,
            issued_on=TODAY,
            total_cents=34_800,
        )
    page = text(console.get("/console/territoires/vallee-claire/"))
    assert all(word in page for word in ("MAI-0", "à régler", "annulée", "abandonnée"))


def test_only_administrators_with_two_steps_enter_the_accounts(
    network_client: HostClient, administrator: User, profile: BillingProfile, settings
) -> None:
    number = issued(profile).number
    pages = [
        BOOK,
        *(f"{BOOK}{end}" for end in ("export.csv", f"{number}.pdf", f"{number}.xml", f"{number}/payee/")),
    ]
    assert {network_client.get(page).status_code for page in pages} == {302}
    network_client.force_login(UserFactory())
    assert {network_client.get(page).status_code for page in pages} == {403}
    network_client.force_login(administrator)
    settings.SECOND_FACTOR_REQUIRED = True
    assert {network_client.get(page).url for page in pages} == {"/console/compte/deux-etapes/"}
