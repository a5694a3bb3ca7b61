"""The life of a subscription that we bill ourselves: trial, periods, another price, lateness. Never a loss of data."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from kernel.accounts.models import User
from kernel.audit.services import record
from kernel.mail.services import send
from kernel.tenancy import TerritoryState
from kernel.ui.dates import date_format
from tenants.billing import gateway
from tenants.billing.enums import Interval, SubscriptionState
from tenants.billing.invoicing import Line, is_overdue, issue_invoice, remind
from tenants.billing.models import BillingProfile, Invoice, Subscription
from tenants.billing.paying import tell_details, tell_price, tell_rest
from tenants.billing.plans import TRIAL, in_interval, period_from, price_for
from tenants.billing.selectors import more_for_the_period, population_of, price_after
from tenants.billing.seller import NoSeller
from tenants.billing.standing import RESTING, align, locked_subscription, take_interval, take_standing
from tenants.billing.words import billing_url, in_euros
from tenants.registry.models import Territory
from tenants.registry.telling import tell_operators

logger = logging.getLogger(__name__)

#: Days before the trial ends on which the team is told what comes next.
TRIAL_NOTICE = timedelta(days=14)
#: Days before a period on which Stripe is told its lower price: it invoices at an hour of its own.
BEFORE_RENEWAL = timedelta(days=2)
#: What those who pilot a territory may do.
PILOTS = "accounts.change_user"
#: Days after an invoice's due day on which it is sent again.
REMINDERS = (3, 15, 30)


@transaction.atomic
def start_trial(*, territory: Territory, today: date) -> Subscription:
    """A new territory's first weeks, for nothing. Idempotent."""
    people = population_of(territory_id=territory.pk).inhabitants
    subscription, _made = Subscription.objects.get_or_create(
        territory=territory,
        defaults={
            "population": people,
            "price_cents": price_for(people, Interval.YEAR),
            "trial_ends_on": today + TRIAL,
        },
    )
    return subscription


@transaction.atomic
def save_profile(*, territory: Territory, values: Mapping[str, Any]) -> BillingProfile:
    """Who receives the invoices from now on; those issued keep who it was. `values`: fields of the model, checked."""
    profile, _made = BillingProfile.objects.update_or_create(territory=territory, defaults=dict(values))
    return profile


@transaction.atomic
def choose_interval(
    *, territory: Territory, interval: Interval, by: User | None, today: date
) -> Subscription:
    """Pay by the month or by the year, from the next period on. The price stays the one that was agreed.

    Said by e-mail where a period runs. Where Stripe makes the invoices, it is told shortly before that period
    (`follow_interval`); what is chosen until then holds. Nothing happens where it is so already.
    """
    subscription = _locked(territory.pk)
    if interval == (subscription.next_interval or subscription.interval):
        return subscription
    end = subscription.period_end
    runs = end is not None and subscription.state in (SubscriptionState.ACTIVE, SubscriptionState.LATE)
    on = max(end, today) if end is not None and runs else today
    was = Interval(subscription.interval)
    cents = in_interval(subscription.price_cents, was=was, becomes=interval)
    if subscription.by_stripe:
        stays = interval == was
        subscription.next_interval = "" if stays else interval
        subscription.next_interval_on = None if stays else on
    else:
        take_interval(subscription, interval)
    subscription.save()
    record(act="billing.chosen", actor=by, subject=territory, details={"interval": str(interval)})
    if runs:
        _tell(
            territory,
            template="interval_changes",
            context=_offer(subscription, territory)
            | {"price": in_euros(cents), "interval": interval.label, "day": on}
            | {"by_stripe": subscription.by_stripe},
        )
    return subscription


def follow_interval(*, territory_id: int, today: date) -> None:
    """Tell Stripe of another interval once it is time: two days before the period that it holds for, on trial at once.

    Stripe then begins that period, and gives back the days that are left. Idempotent, as is another price. Raises
    `PaymentServiceFailed`.
    """
    subscription = Subscription.objects.select_related("territory").get(territory_id=territory_id)
    on, wished = subscription.next_interval_on, subscription.next_interval
    if not subscription.by_stripe or subscription.territory.state in RESTING:
        return
    if on is None or today < on - BEFORE_RENEWAL:
        return
    was, becomes = Interval(subscription.interval), Interval(wished)
    tell_price(
        subscription,
        cents=in_interval(subscription.price_cents, was=was, becomes=becomes),
        interval=becomes,
        prorate=subscription.state != SubscriptionState.TRIAL,
    )
    with transaction.atomic():
        current = _locked(territory_id)
        if current.next_interval == wished:
            take_interval(current, becomes)
            current.save()


@transaction.atomic
def announce_price(*, territory: Territory, today: date) -> Subscription | None:
    """After communes came or went: if the price changes, say so, and from when. None when it does not.

    During the trial it changes at once, and is told to Stripe where that makes the invoices. Later a higher price holds
    after `NOTICE`, prorated for the rest of the period; a lower one from the next period on.
    """
    subscription = locked_subscription(territory.pk)
    if subscription is None or subscription.state == SubscriptionState.ENDED:
        return None
    people = population_of(territory_id=territory.pk).inhabitants
    after = price_after(subscription=subscription, inhabitants=people, today=today)
    if subscription.state == SubscriptionState.TRIAL and not subscription.by_stripe:
        subscription.population, subscription.price_cents = people, after.cents
        subscription.save(update_fields=["population", "price_cents"])
        return subscription if after.changes else None
    if not after.changes:
        subscription.next_population = subscription.next_price_cents = subscription.next_price_on = None
        subscription.population = people
        subscription.save()
        return None
    if after.cents == subscription.next_price_cents:
        return subscription
    subscription.next_population, subscription.next_price_cents = people, after.cents
    subscription.next_price_on = after.on or today
    subscription.save(update_fields=["next_population", "next_price_cents", "next_price_on"])
    if after.on is None:  # on trial, and Stripe hears it by the daily round
        return subscription
    _tell(
        territory,
        template="price_changes",
        context=_offer(subscription, territory) | {"price": in_euros(after.cents), "day": after.on},
        key=f"{territory.pk} {after.on} {after.cents}",
    )
    return subscription


def bill(*, territory_id: int, today: date) -> None:
    """What the day asks of one territory: the next period, another price, a reminder; its end, once it is deleted.

    Idempotent. Each step is its own transaction, and Stripe is spoken to outside of them: what failed is made up for
    the next day. Raises `PaymentServiceFailed`.
    """
    with transaction.atomic():
        subscription = _locked(territory_id)
        align(subscription)
        state = subscription.territory.state
        if subscription.state == SubscriptionState.ENDED:
            return
        by_stripe = subscription.by_stripe
        if not by_stripe and state not in RESTING:
            _tell_end_of_trial(subscription, today)
            _change_price(subscription, today)
            _renew(subscription, today)
    if state == TerritoryState.GONE:
        _end(subscription)
    elif by_stripe and state in RESTING:
        tell_rest(subscription)
    elif by_stripe:
        tell_details(subscription)
        _change_price_at_stripe(subscription, today)
        follow_interval(territory_id=territory_id, today=today)
    else:
        _remind(territory_id, today)


def _end(subscription: Subscription) -> None:
    """A territory that is deleted pays no more; what it owes, it owes."""
    if subscription.by_stripe:
        gateway.cancel(subscription_id=subscription.stripe_id)
    with transaction.atomic():
        take_standing(_locked(subscription.territory_id), SubscriptionState.ENDED)


def _tell_end_of_trial(subscription: Subscription, today: date) -> None:
    """Two weeks before, once: what it will cost and what is missing."""
    if subscription.state != SubscriptionState.TRIAL or today < subscription.trial_ends_on - TRIAL_NOTICE:
        return
    territory = subscription.territory
    has_details = BillingProfile.objects.filter(territory=territory).exists()
    _tell(
        territory,
        template="trial_ends",
        context=_offer(subscription, territory)
        | {"day": subscription.trial_ends_on, "details_missing": not has_details},
        key=f"{territory.pk} {subscription.trial_ends_on}",
    )


def _tell(territory: Territory, *, template: str, context: Mapping[str, Any], key: str = "") -> None:
    """To the address that invoices go to; before there is one, to those who pilot the territory."""
    if profile := BillingProfile.objects.filter(territory=territory).first():
        send(template=template, to=profile.email, context=context, key=key)
        return
    tell_operators(territory=territory, template=template, context=context, key=key)


def _renew(subscription: Subscription, today: date) -> None:
    """Begin the periods that are due, and invoice each. A trial without billing details waits, and is late."""
    due = subscription.period_end or subscription.trial_ends_on
    if today < due:
        return
    profile = BillingProfile.objects.filter(territory_id=subscription.territory_id).first()
    if profile is None:
        take_standing(subscription, SubscriptionState.LATE)
        return
    if subscription.period_end is None:
        due = today  # who gave the details late, or was closed for long, has not used what was not paid
        subscription.anchor_day = due.day
    interval = Interval(subscription.interval)
    end = period_from(due, interval, anchor=subscription.anchor_day)
    try:
        issue_invoice(profile=profile, lines=[line_of(subscription, due, end)], today=today)
    except NoSeller:
        logger.error("billing: the network's operator is not set (SELLER_…): nothing is invoiced")
        return
    subscription.period_start, subscription.period_end = due, end
    subscription.save(update_fields=["period_start", "period_end", "anchor_day"])
    if not is_overdue(subscription.territory_id):
        take_standing(subscription, SubscriptionState.ACTIVE)


def line_of(subscription: Subscription, start: date, end: date) -> Line:
    """What a period is charged for."""
    last = end - timedelta(days=1)
    return Line(
        _("Maillage for %(territory)s, from %(start)s to %(end)s, %(population)s inhabitants")
        % {
            "territory": subscription.territory.name,
            "start": _day(start),
            "end": _day(last),
            "population": number_format(subscription.population, force_grouping=True),
        },
        subscription.price_cents,
        start=start,
        end=last,
    )


def _change_price(subscription: Subscription, today: date) -> None:
    """The announced price holds from its day on; what it adds to the running period is invoiced, prorated."""
    if subscription.next_price_on is None or today < subscription.next_price_on:
        return
    more = more_for_the_period(subscription, cents=subscription.next_price_cents or 0, on=today)
    profile = BillingProfile.objects.filter(territory_id=subscription.territory_id).first()
    if more and subscription.period_end and profile:
        label = _("Communes added: from %(day)s to the end of the period, %(population)s inhabitants") % {
            "day": _day(today),
            "population": number_format(subscription.next_population or 0, force_grouping=True),
        }
        try:
            issue_invoice(
                profile=profile,
                lines=[Line(label, more, start=today, end=subscription.period_end - timedelta(days=1))],
                today=today,
            )
        except NoSeller:
            return
    _take_next_price(subscription)


def _change_price_at_stripe(subscription: Subscription, today: date) -> None:
    """Stripe prorates a higher price by itself; of a lower one it hears shortly before the period that it holds for.

    It is told first: when it does not answer, nothing is changed here, and tomorrow it is told the same. When it has,
    and we die, tomorrow it is told again, which changes nothing.
    """
    day, cents = subscription.next_price_on, subscription.next_price_cents
    if day is None or cents is None:
        return
    is_more = cents > subscription.price_cents
    if today < (day if is_more else day - BEFORE_RENEWAL):
        return
    on_trial = subscription.state == SubscriptionState.TRIAL
    tell_price(subscription, cents=cents, prorate=is_more and not on_trial)
    with transaction.atomic():
        current = _locked(subscription.territory_id)
        if (current.next_price_on, current.next_price_cents) == (day, cents):
            _take_next_price(current)


def _take_next_price(subscription: Subscription) -> None:
    assert subscription.next_price_cents is not None
    assert subscription.next_population is not None
    subscription.population = subscription.next_population
    subscription.price_cents = subscription.next_price_cents
    subscription.next_population = subscription.next_price_cents = subscription.next_price_on = None
    subscription.save()


def _remind(territory_id: int, today: date) -> None:
    """Send overdue invoices again, each at its days; the territory is then late, which shows and takes nothing away."""
    for invoice in Invoice.objects.open().filter(territory_id=territory_id, due_on__lt=today):
        with transaction.atomic():
            subscription = _locked(territory_id)
            late = Invoice.objects.open().select_for_update(of=("self",)).filter(pk=invoice.pk).first()
            if late is None or late.reminders >= len(REMINDERS):
                continue
            if (today - late.due_on).days >= REMINDERS[late.reminders]:
                remind(invoice=late)
                take_standing(subscription, SubscriptionState.LATE)


def _locked(territory_id: int) -> Subscription:
    subscription = locked_subscription(territory_id)
    if subscription is None:
        raise Subscription.DoesNotExist
    return subscription


def _offer(subscription: Subscription, territory: Territory) -> dict[str, Any]:
    return {
        "territory_name": territory.name,
        "price": in_euros(subscription.price_cents),
        "interval": subscription.get_interval_display(),
        "population": subscription.next_population or subscription.population,
        "action_url": billing_url(territory),
    }


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
