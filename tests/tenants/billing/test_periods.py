"""Manual billing through a year: trial, periods, another price, another rhythm, lateness."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from kernel.tenancy import TerritoryState, tenant_context
from tenants.billing import plans, tasks
from tenants.billing.enums import Interval, SubscriptionState
from tenants.billing.invoicing import mark_paid
from tenants.billing.models import BillingProfile, Invoice, Subscription
from tenants.billing.plans import NOTICE
from tenants.billing.selectors import is_late, price_with
from tenants.billing.services import announce_price, bill, choose_interval, save_profile
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
from tests.tenants.billing.conftest import OPENED, PROFILE, TRIAL_END, letters


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
    choose_interval(territory=territory, interval=Interval.MONTH, by=None, today=TRIAL_END)
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
    choose_interval(territory=territory, interval=Interval.MONTH, by=None, today=TRIAL_END)
    TerritoryCommune.objects.create(territory=territory, commune=Commune.objects.get(pk="FR-54395"))
    announce_price(territory=territory, today=OPENED)
    bill(territory_id=territory.pk, today=TRIAL_END)
    assert Invoice.objects.get().net_cents == 34_900
    assert not letters("price_changes")


def test_another_rhythm_holds_from_the_next_period_and_never_changes_what_was_agreed(
    territory: Territory, profile: BillingProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who paid a year and then wishes to pay by the month has the year; communes that come cost what the year asks."""
    bill(territory_id=territory.pk, today=TRIAL_END)
    for interval in (Interval.MONTH, Interval.YEAR, Interval.MONTH):
        chosen = choose_interval(territory=territory, interval=interval, by=None, today=TRIAL_END)
    assert (chosen.price_cents, chosen.running_interval) == (2_900, Interval.YEAR)
    TerritoryCommune.objects.create(territory=territory, commune=Commune.objects.get(pk="FR-54395"))
    asked = TRIAL_END + timedelta(days=100)
    said = price_with(territory=territory, add=[], remove=[], today=asked)
    announce_price(territory=territory, today=asked)
    bill(territory_id=territory.pk, today=asked + NOTICE)
    more = Invoice.objects.order_by("pk").last()
    assert more is not None
    left = (TRIAL_END.replace(year=2028) - asked - NOTICE).days
    assert more.net_cents == round((349_000 - 29_000) * left / 366)
    assert said is not None
    assert said.more == more.net_cents, "as was said before"
    # Another list of prices is for those who come: a wish about the rhythm takes nobody to it.
    monkeypatch.setattr(plans, "PRICE_LIST", (plans.Tier(None, 99_900, 1),))
    for interval in (Interval.YEAR, Interval.MONTH):
        chosen = choose_interval(territory=territory, interval=interval, by=None, today=TRIAL_END)
    assert chosen.price_cents == 34_900
    bill(territory_id=territory.pk, today=TRIAL_END.replace(year=2028))
    month = Invoice.objects.order_by("pk").last()
    assert month is not None
    assert month.net_cents == 34_900
    assert Subscription.objects.get(territory=territory).running_interval == Interval.MONTH


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
