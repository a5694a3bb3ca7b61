"""What the four territories pay: by the month, by the year, late, on trial; numbers are given in the order of days.

No paper is made here: an invoice's files are made when somebody asks for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from heapq import heapify, heappop, heappush

from django.utils import timezone

from tenants.billing.enums import Interval, SubscriptionState
from tenants.billing.invoicing import draw_up, draw_up_note, mark_paid
from tenants.billing.models import BillingProfile, Invoice, Subscription
from tenants.billing.plans import TRIAL, in_interval, period_from
from tenants.billing.services import line_of, save_profile
from tenants.billing.standing import take_standing
from tenants.registry.models import Territory

#: A story: it says the day on which it goes on, and acts once that day has come.
type Story = Iterator[date]
_NOBODY = {"siret": "", "bce": "", "vat_number": "", "service_code": "", "purchase_order": ""}
_BODIES = {
    "novardenne": {
        "legal_name": "GAL Nov’Ardenne ASBL",
        "street": "Grand-Place 1",
        "postcode": "6890",
        "city": "Libin",
        "country": "BE",
        "bce": "0400000086",
        "vat_number": "BE0400000086",
        "purchase_order": "LEADER 2026-014",
    },
    "meurthe-et-moselle": {
        "legal_name": "Département de Meurthe-et-Moselle",
        "street": "48 esplanade Jacques-Baudot",
        "postcode": "54000",
        "city": "Nancy",
        "country": "FR",
        "siret": "22540001900009",
        "purchase_order": "2026-DSOL-0412",
    },
    "saint-dizier": {
        "legal_name": "Ville de Saint-Dizier",
        "street": "Place Aristide-Briand",
        "postcode": "52100",
        "city": "Saint-Dizier",
        "country": "FR",
        "siret": "21520448800005",
        "service_code": "VIEASSO",
        "purchase_order": "BC-1187",
    },
}


def play_payments(territories: Sequence[Territory], *, now: datetime) -> None:
    """Bill those territories that have a story; the others are on trial."""
    today = timezone.localdate(now)
    stories = [_STORIES[one.slug](_payer(one), today) for one in territories if one.slug in _STORIES]
    coming = [(next(story), number, story) for number, story in enumerate(stories)]
    heapify(coming)
    while coming:
        _day, number, story = heappop(coming)
        if (then := next(story, None)) is not None:
            heappush(coming, (then, number, story))


def _payer(territory: Territory) -> BillingProfile:
    values = _NOBODY | _BODIES[territory.slug] | {"email": f"comptabilite@{territory.slug}.example"}
    return save_profile(territory=territory, values=values)


def _by_the_month(profile: BillingProfile, today: date) -> Story:
    """Half a year of months that are paid, and the one that runs, which is due in some days."""
    start = (today - timedelta(days=182)).replace(day=min((today - timedelta(days=12)).day, 28))
    subscription = _begin(profile, Interval.MONTH, start)
    while start <= today:
        yield start
        invoice = _period(subscription, profile, start)
        start = period_from(start, Interval.MONTH)
        if start <= today:
            _paid(invoice, on=invoice.issued_on + timedelta(days=17))


def _sent_anew(profile: BillingProfile, today: date) -> Story:
    """A year; its invoice lacked the service code, came back, and was sent anew."""
    start = today - timedelta(days=240)
    subscription = _begin(profile, Interval.YEAR, start)
    yield start
    wrong = _period(subscription, profile, start)
    yield start + timedelta(days=9)
    draw_up_note(
        invoice=wrong,
        reason="Rejetée par Chorus Pro : code service manquant",
        by=None,
        today=start + timedelta(days=9),
    )
    profile.service_code = "DSOL-VA"
    profile.save(update_fields=["service_code"])
    right = _period(subscription, profile, start, issued=start + timedelta(days=9))
    _paid(right, on=start + timedelta(days=36))


def _late(profile: BillingProfile, today: date) -> Story:
    """A year that was paid, and another whose invoice waits since some days: the team sees a banner, nobody else."""
    start = today - timedelta(days=365 + 35)
    subscription = _begin(profile, Interval.YEAR, start)
    yield start
    _paid(_period(subscription, profile, start), on=start + timedelta(days=27))
    start = period_from(start, Interval.YEAR)
    yield start
    waits = _period(subscription, profile, start)
    Invoice.objects.filter(pk=waits.pk).update(reminders=1)
    take_standing(subscription, SubscriptionState.LATE)


_STORIES: dict[str, Callable[[BillingProfile, date], Story]] = {
    "novardenne": _by_the_month,
    "meurthe-et-moselle": _sent_anew,
    "saint-dizier": _late,
}


def _begin(profile: BillingProfile, interval: Interval, start: date) -> Subscription:
    subscription = Subscription.objects.select_related("territory").get(territory=profile.territory_id)
    was = Interval(subscription.interval)
    subscription.price_cents = in_interval(subscription.price_cents, was=was, becomes=interval)
    subscription.interval, subscription.anchor_day = interval, start.day
    subscription.trial_ends_on = start
    opened = timezone.make_aware(datetime.combine(start - TRIAL, time(9)))
    Territory.objects.filter(pk=profile.territory_id).update(opened_at=opened)
    return subscription


def _period(
    subscription: Subscription, profile: BillingProfile, start: date, *, issued: date | None = None
) -> Invoice:
    end = period_from(start, Interval(subscription.interval), anchor=subscription.anchor_day)
    subscription.period_start, subscription.period_end = start, end
    subscription.save()
    take_standing(subscription, SubscriptionState.ACTIVE)
    return draw_up(profile=profile, lines=[line_of(subscription, start, end)], today=issued or start)


def _paid(invoice: Invoice, *, on: date) -> None:
    mark_paid(invoice=invoice, paid_on=on, reference=f"VIR SEPA {invoice.number}", by=None)
