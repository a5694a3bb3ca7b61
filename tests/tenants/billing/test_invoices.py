"""Manual billing through a year: trial, periods, another price, lateness, payment, credit."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO, StringIO
from threading import Barrier, Thread
from time import sleep

import pikepdf
import pypdf
import pytest
from django.core.management import CommandError, call_command
from django.db import Error, connection, transaction
from django.utils import timezone

from kernel.mail.models import OutgoingMail
from kernel.tenancy import TerritoryState, tenant_context
from tenants.billing import tasks
from tenants.billing.electronic.documents import electronic_invoice
from tenants.billing.enums import Interval, InvoiceState, SubscriptionState
from tenants.billing.invoicing import Line, NotOpen, credit, issue_invoice, mark_paid
from tenants.billing.models import BillingProfile, Invoice, InvoiceNumber, Subscription
from tenants.billing.paper import invoice_pdf
from tenants.billing.plans import NOTICE, TRIAL
from tenants.billing.selectors import is_late, price_with
from tenants.billing.seller import NoSeller
from tenants.billing.services import announce_price, bill, choose_interval, save_profile, start_trial
from tenants.billing.words import price_in_words
from tenants.geography.models import Commune
from tenants.provisioning.changing import change_communes
from tenants.registry.models import Territory, TerritoryCommune
from tenants.registry.services import (
    OPERATOR,
    archive_territory,
    give_notice,
    resume_territory,
    suspend_territory,
)
from tests.tenants.billing.conftest import OPENED, PROFILE

TRIAL_END = OPENED + TRIAL


def letters(kind: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(kind=kind).order_by("pk"))


def test_a_year_of_a_territory(territory: Territory, profile: BillingProfile) -> None:
    bill(territory_id=territory.pk, today=OPENED)
    assert not Invoice.objects.exists()

    for day in (0, 1):  # the e-mail before the end is written once, however often the day is billed
        bill(territory_id=territory.pk, today=TRIAL_END - timedelta(days=14 - day))
    (notice,) = letters("trial_ends")
    assert notice.to == PROFILE["email"]

    for _ in range(2):
        bill(territory_id=territory.pk, today=TRIAL_END)
    (invoice,) = Invoice.objects.all()
    assert invoice.number == "F2027-00001"
    assert (invoice.net_cents, invoice.vat_cents, invoice.total_cents) == (29_000, 5_800, 34_800)
    assert invoice.due_on == TRIAL_END + timedelta(days=30)
    last_day = TRIAL_END.replace(year=2028) - timedelta(days=1)
    assert (invoice.lines[0]["start"], invoice.lines[0]["end"]) == (
        TRIAL_END.isoformat(),
        last_day.isoformat(),
    )
    (letter,) = letters("invoice_issued")
    assert letter.attachments[0]["name"] == "F2027-00001.pdf"
    subscription = Subscription.objects.get(territory=territory)
    assert subscription.state == SubscriptionState.ACTIVE
    assert subscription.period_end == TRIAL_END.replace(year=2028)

    for day in (32, 33, 34, 50, 61, 300):
        bill(territory_id=territory.pk, today=TRIAL_END + timedelta(days=day))
    assert len(letters("invoice_late")) == 3
    assert is_late(territory_id=territory.pk)
    late = Territory.objects.get(pk=territory.pk)
    assert late.state == TerritoryState.LATE
    assert late.context().is_open, "lateness closed the site"

    out = StringIO()
    call_command("mark_invoice_paid", "f2027-00001", reference="CORE 8421", on=date(2027, 8, 2), stdout=out)
    assert "F2027-00001" in out.getvalue()
    assert not is_late(territory_id=territory.pk)
    assert Territory.objects.get(pk=territory.pk).state == TerritoryState.LIVE

    bill(territory_id=territory.pk, today=TRIAL_END.replace(year=2028))
    assert [one.number for one in Invoice.objects.order_by("pk")] == ["F2027-00001", "F2028-00001"]


def test_the_state_of_an_open_territory_follows_and_a_closed_one_waits(
    territory: Territory, profile: BillingProfile
) -> None:
    def stands() -> str:
        territory.refresh_from_db()
        return territory.state

    assert (stands(), bool(territory.trial_ends_on)) == (TerritoryState.TRIAL, True)
    bill(territory_id=territory.pk, today=TRIAL_END)
    assert (stands(), territory.trial_ends_on) == (TerritoryState.LIVE, None)
    suspend_territory(territory=territory, now=timezone.now(), reason="Impayé")
    bill(territory_id=territory.pk, today=TRIAL_END + timedelta(days=34))
    assert is_late(territory_id=territory.pk)
    assert stands() == TerritoryState.SUSPENDED
    resume_territory(territory=territory, now=timezone.now())
    assert stands() == TerritoryState.LATE
    call_command(
        "mark_invoice_paid", "f2027-00001", reference="CORE 8421", on=date(2027, 8, 2), stdout=StringIO()
    )
    assert stands() == TerritoryState.LIVE
    # By hand, or by a release before: the next day sets it right.
    Territory.objects.filter(pk=territory.pk).update(state=TerritoryState.TRIAL)
    bill(territory_id=territory.pk, today=TRIAL_END + timedelta(days=40))
    assert stands() == TerritoryState.LIVE


@pytest.mark.parametrize("close", [archive_territory, give_notice])
def test_months_in_which_a_territory_was_closed_are_never_billed(
    territory: Territory, profile: BillingProfile, close
) -> None:
    choose_interval(territory=territory, interval=Interval.MONTH, by=None)
    bill(territory_id=territory.pk, today=TRIAL_END)
    mark_paid(invoice=Invoice.objects.get(), paid_on=TRIAL_END, reference="CORE 1", by=None)
    closed = datetime.combine(TRIAL_END + timedelta(days=10), time(12), UTC)
    close(territory=territory, now=closed)
    for day in (25, 40, 90, 100):
        bill(territory_id=territory.pk, today=TRIAL_END + timedelta(days=day))
    resume_territory(territory=territory, now=closed + timedelta(days=90))
    for day in (100, 101, 102):
        bill(territory_id=territory.pk, today=TRIAL_END + timedelta(days=day))
    assert Invoice.objects.count() == 2, "a month was billed in which the site was closed"
    subscription = Subscription.objects.get(territory=territory)
    assert subscription.period_start == TRIAL_END + timedelta(days=100)
    assert subscription.anchor_day == subscription.period_start.day

    # A short rest inside a period that is paid changes nothing; what is overdue stays so.
    bill(territory_id=territory.pk, today=TRIAL_END + timedelta(days=134))
    assert is_late(territory_id=territory.pk)
    paid_until = Subscription.objects.get(territory=territory).period_end
    archive_territory(territory=territory, now=closed + timedelta(days=125))
    resume_territory(territory=territory, now=closed + timedelta(days=126))
    assert Subscription.objects.get(territory=territory).period_end == paid_until
    bill(territory_id=territory.pk, today=TRIAL_END + timedelta(days=136))
    assert Territory.objects.get(pk=territory.pk).state == TerritoryState.LATE


def test_without_billing_details_the_trial_waits_and_says_so(
    territory: Territory, subscription: Subscription
) -> None:
    bill(territory_id=territory.pk, today=TRIAL_END - timedelta(days=3))
    assert not letters("trial_ends"), "nobody to write to in the network's own schema"
    with tenant_context(territory.context()):
        (told,) = letters("trial_ends")
        assert told.to == "editor@vallee-claire.example"
    bill(territory_id=territory.pk, today=TRIAL_END)
    assert is_late(territory_id=territory.pk)
    save_profile(territory=territory, values=PROFILE)
    late_by = TRIAL_END + timedelta(days=40)
    bill(territory_id=territory.pk, today=late_by)
    subscription.refresh_from_db()
    assert (subscription.state, subscription.period_start) == (SubscriptionState.ACTIVE, late_by)


def test_communes_that_come_raise_the_price_after_a_notice_and_by_the_day(
    territory: Territory, profile: BillingProfile
) -> None:
    bill(territory_id=territory.pk, today=TRIAL_END)
    TerritoryCommune.objects.create(territory=territory, commune=Commune.objects.get(pk="FR-54395"))
    asked = TRIAL_END + timedelta(days=100)
    said = price_with(territory=territory, add=[], remove=[], today=asked)
    for _ in range(2):
        announced = announce_price(territory=territory, today=asked)
    assert announced is not None
    assert announced.next_price_cents == 349_000
    assert len(letters("price_changes")) == 1
    bill(territory_id=territory.pk, today=asked + NOTICE - timedelta(days=1))
    assert Invoice.objects.count() == 1
    for _ in range(2):
        bill(territory_id=territory.pk, today=asked + NOTICE)
    more = Invoice.objects.order_by("pk").last()
    assert more is not None
    left = (TRIAL_END.replace(year=2028) - asked - NOTICE).days
    assert more.net_cents == round((349_000 - 29_000) * left / 366)
    assert said is not None
    assert (said.cents, said.on, said.more) == (349_000, asked + NOTICE, more.net_cents), "as was said before"
    assert "3\u202f490,00\u00a0€ par an au lieu de 290,00\u00a0€" in price_in_words(said)
    assert Subscription.objects.get(territory=territory).price_cents == 349_000

    TerritoryCommune.objects.filter(territory=territory, commune="FR-54395").delete()
    lower = announce_price(territory=territory, today=asked + 2 * NOTICE)
    assert lower is not None
    assert (lower.next_price_cents, lower.next_price_on) == (29_000, TRIAL_END.replace(year=2028))
    bill(territory_id=territory.pk, today=TRIAL_END.replace(year=2028))
    last = Invoice.objects.order_by("pk").last()
    assert last is not None
    assert last.net_cents == 29_000


def test_the_change_of_communes_itself_announces_the_price(
    territory: Territory, profile: BillingProfile
) -> None:
    bill(territory_id=territory.pk, today=TRIAL_END)
    change_communes(
        territory=territory,
        add=[Commune.objects.get(pk="BE-92094")],
        remove=[],
        now=timezone.now(),
        by=OPERATOR,
    )
    assert Subscription.objects.get(territory=territory).next_price_cents
    assert len(letters("price_changes")) == 1


def test_during_the_trial_the_price_follows_at_once(territory: Territory, profile: BillingProfile) -> None:
    choose_interval(territory=territory, interval=Interval.MONTH, by=None)
    TerritoryCommune.objects.create(territory=territory, commune=Commune.objects.get(pk="FR-54395"))
    announce_price(territory=territory, today=OPENED)
    bill(territory_id=territory.pk, today=TRIAL_END)
    assert Invoice.objects.get().net_cents == 34_900
    assert not letters("price_changes")


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
    BillingProfile.objects.update(country="BE", bce="0207361852", siret="", postcode="6890", city="Libin")
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


def test_one_territory_that_fails_holds_up_no_other(
    territory: Territory, profile: BillingProfile, territory_b, monkeypatch, caplog
) -> None:
    billed = []

    def failing(*, territory_id: int, today: date) -> None:
        if territory_id == territory.pk:
            raise RuntimeError("broken")
        billed.append(territory_id)

    monkeypatch.setattr(tasks, "bill", failing)
    assert tasks.bill_all() >= 2
    assert territory_b.id in billed
    assert "could not be billed" in caplog.text


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
