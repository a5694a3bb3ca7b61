"""Invoices: fixed, numbered, on paper and for machines, cancelled; whoever does two things at once."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from threading import Barrier, Thread
from time import sleep

import pikepdf
import pypdf
import pytest
from django.core.management import CommandError, call_command
from django.db import Error, connection, transaction

from tenants.billing.electronic.documents import electronic_invoice
from tenants.billing.enums import InvoiceState
from tenants.billing.invoicing import Line, NotOpen, credit, issue_invoice, mark_paid
from tenants.billing.models import BillingProfile, Invoice, InvoiceNumber, Subscription
from tenants.billing.paper import invoice_pdf
from tenants.billing.seller import NoSeller
from tenants.billing.services import bill, save_profile, start_trial
from tenants.registry.models import Territory
from tests.tenants.billing.conftest import OPENED, PROFILE, TRIAL_END, letters


def test_an_invoice_is_fixed_kept_and_cancelled_only_by_a_credit_note(
    territory: Territory, profile: BillingProfile
) -> None:
    invoice = issue_invoice(profile=profile, lines=[Line("Maillage", 29_000)], today=TRIAL_END)
    for change in ({"net_cents": 1, "total_cents": 5_801}, {"buyer": {}}, {"number": "F2027-00009"}):
        with pytest.raises(Error, match="does not change"), transaction.atomic():
            Invoice.objects.filter(pk=invoice.pk).update(**change)
    with pytest.raises(Error, match="is kept"), transaction.atomic():
        Invoice.objects.filter(pk=invoice.pk)._raw_delete("default")  # type: ignore[attr-defined]
    save_profile(territory=territory, values=PROFILE | {"legal_name": "Autre nom"})
    invoice.refresh_from_db()
    assert invoice.buyer["legal_name"] == PROFILE["legal_name"]

    note = credit(invoice=invoice, reason="Two orders", by=None, today=TRIAL_END)
    assert (note.number, note.total_cents) == ("F2027-00002", -34_800)
    invoice.refresh_from_db()
    assert invoice.state == InvoiceState.CANCELLED
    with pytest.raises(NotOpen):
        credit(invoice=invoice, reason="", by=None, today=TRIAL_END)
    with pytest.raises(NotOpen):
        mark_paid(invoice=invoice, paid_on=TRIAL_END, reference="", by=None)
    with pytest.raises(CommandError, match="not to be paid"):
        call_command("mark_invoice_paid", invoice.number, reference="x")
    with pytest.raises(CommandError, match="no invoice"):
        call_command("mark_invoice_paid", "F1999-00001", reference="x")


def test_the_paper_says_what_the_law_asks_and_is_accessible(profile: BillingProfile) -> None:
    invoice = issue_invoice(profile=profile, lines=[Line("Maillage, un an", 29_000)], today=TRIAL_END)
    paper = invoice_pdf(invoice)
    pdf = pypdf.PdfReader(BytesIO(paper))
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    for said in (
        "F2027-00001",
        "Agglomération de Saint-Dizier",
        "FINANCES",
        "BC-2027-118",
        "348,00",
        "IBAN",
        "D441-5",
        "prestation de services",
    ):
        assert said in text.replace("\u202f", " "), said
    # It is Factur-X as well: the XML is inside, and the metadata say so beside PDF/UA and PDF/A-3.
    electronic = electronic_invoice(invoice)
    assert electronic is not None
    with pikepdf.open(BytesIO(paper)) as opened:
        assert opened.check_pdf_syntax() == []
        assert opened.Root.AF[0].AFRelationship == "/Alternative"
        assert opened.attachments["factur-x.xml"].get_file().read_bytes() == electronic.content
        with opened.open_metadata() as told:
            assert (
                told["{urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#}ConformanceLevel"] == "EXTENDED"
            )
            assert told["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
            assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("3", "A")


def test_a_belgian_body_gets_the_electronic_invoice_beside_the_paper(profile: BillingProfile) -> None:
    BillingProfile.objects.update(country="BE", bce="0207361848", siret="", postcode="6890", city="Libin")
    profile.refresh_from_db()
    issue_invoice(profile=profile, lines=[Line("Maillage", 100)], today=TRIAL_END)
    (letter,) = letters("invoice_issued")
    paper, electronic = letter.attachments
    assert (paper["name"], electronic["name"]) == ("F2027-00001.pdf", "F2027-00001.xml")
    assert b"poacc:billing:3.0" in b64decode(electronic["content"])
    assert "Peppol" in letter.text
    assert b"factur-x.xml" not in b64decode(paper["content"])


def test_without_a_seller_nothing_is_invoiced_and_nothing_moves(
    territory: Territory, profile: BillingProfile, settings, caplog
) -> None:
    settings.BILLING_SELLER = settings.BILLING_SELLER | {"name": ""}
    with pytest.raises(NoSeller):
        issue_invoice(profile=profile, lines=[Line("Maillage", 1)], today=TRIAL_END)
    bill(territory_id=territory.pk, today=TRIAL_END)
    assert "SELLER" in caplog.text
    assert Subscription.objects.get(territory=territory).period_end is None
    assert not Invoice.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_and_no_double_when_two_invoice_at_once(territory_a) -> None:
    territory = Territory.objects.get(pk=territory_a.id)
    profile = save_profile(territory=territory, values=PROFILE)
    start, failures = Barrier(4), []

    def issue(fail: bool) -> None:
        try:
            start.wait()
            with transaction.atomic():
                issue_invoice(profile=profile, lines=[Line("Maillage", 100)], today=TRIAL_END)
                if fail:
                    raise ZeroDivisionError
        except ZeroDivisionError:
            failures.append(1)
        finally:
            connection.close()

    threads = [Thread(target=issue, args=(number == 1,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == [1]
    assert sorted(Invoice.objects.values_list("number", flat=True)) == [f"F2027-0000{n}" for n in (1, 2, 3)]


@pytest.mark.django_db(transaction=True)
def test_whoever_credits_and_bills_at_once_waits_in_one_order(territory_a) -> None:
    """All are held where numbers are given; let go, each is done once, and nobody waits in a circle."""
    territory = Territory.objects.get(pk=territory_a.id)
    Subscription.objects.filter(territory=territory).delete()
    start_trial(territory=territory, today=OPENED)
    save_profile(territory=territory, values=PROFILE)
    bill(territory_id=territory.pk, today=TRIAL_END)
    first = Invoice.objects.get()
    next_year = TRIAL_END.replace(year=2028)
    InvoiceNumber.objects.get_or_create(year=2028)
    refused: list[str] = []

    def run(act: Callable[[], object]) -> None:
        try:
            act()
        except (NotOpen, Error) as error:
            refused.append(type(error).__name__)
        finally:
            connection.close()

    acts = [
        lambda: credit(invoice=first, reason="Double", by=None, today=next_year),
        lambda: credit(invoice=first, reason="Double", by=None, today=next_year),
        lambda: bill(territory_id=territory.pk, today=next_year),
    ]
    threads = [Thread(target=run, args=(act,)) for act in acts]
    with transaction.atomic():
        InvoiceNumber.objects.select_for_update().get(year=2028)
        for number, thread in enumerate(threads, start=1):
            thread.start()
            for _ in range(500):
                if _waiting() >= number:
                    break
                sleep(0.01)
    for thread in threads:
        thread.join()
    assert refused == ["NotOpen"], "the second credit, and nobody else"
    made = Invoice.objects.filter(number__startswith="F2028").order_by("number")
    assert {one.kind for one in made} == {"credit-note", "invoice"}
    assert [one.number for one in made] == ["F2028-00001", "F2028-00002"]


def _waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(DISTINCT l.pid) FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
            " WHERE NOT l.granted AND a.datname = current_database()"
        )
        found: int = cursor.fetchone()[0]
        return found
