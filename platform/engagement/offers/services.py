"""Writes offers: from a draft to the list, and out of it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta

from django.db import transaction

from engagement.offers import mails
from engagement.offers.models import Audience, Offer, OfferState, Signature
from engagement.offers.states import OFFER
from engagement.rules.models import ModerationPolicy
from engagement.rules.selectors import current_rules
from engagement.slugs import free_slug
from kernel.accounts.models import User
from kernel.lifecycle import ForbiddenTransition

#: How long an offer is shown, and how long before its end its author is asked whether it goes on.
SHOWN_FOR = timedelta(days=90)
REMINDED_BEFORE = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferContent:
    """All that somebody says of what she offers. Coordinates in WGS 84 degrees."""

    title: str
    description: str
    commune_id: str
    latitude: float
    longitude: float
    radius_km: int = 20
    causes: list[str] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)
    availability: list[str] = field(default_factory=list)
    duration: str = ""
    audience: str = Audience.ASSOCIATIONS.value
    signed_as: str = Signature.FIRST_NAME.value


@transaction.atomic
def save_offer(*, user: User, content: OfferContent, now: datetime, offer: Offer | None = None) -> Offer:
    """Write a new draft, or the new text of `offer`, read again where offers are read first."""
    if offer is None:
        slug = free_slug(content.title, among=Offer.objects.all(), default="proposition")
        offer = Offer(user=user, slug=slug)
    else:
        offer = _lock(offer)
    for column in fields(content):
        setattr(offer, column.name, getattr(content, column.name))
    if offer.state in {OfferState.PUBLISHED, OfferState.PAUSED, OfferState.EXPIRED} and _are_read_first():
        offer.state = OFFER.target("submit", offer.state)
    offer.save()
    return offer


@transaction.atomic
def publish_offer(*, offer: Offer, now: datetime) -> Offer:
    """Its author's wish: shown at once, or first read, by the territory's rules. Raises `ForbiddenTransition`."""
    return _move(offer, "submit" if _are_read_first() else "publish", now, sources={OfferState.DRAFT})


@transaction.atomic
def pause_offer(*, offer: Offer, now: datetime) -> Offer:
    """Take it out of the list for a while. Raises `ForbiddenTransition`."""
    return _move(offer, "pause", now)


@transaction.atomic
def resume_offer(*, offer: Offer, now: datetime) -> Offer:
    """Put it back into the list, for 90 days from now. Raises `ForbiddenTransition`."""
    return _move(offer, "resume", now)


@transaction.atomic
def renew_offer(*, offer: Offer, now: datetime) -> Offer:
    """Show it for 90 days from now. Raises `ForbiddenTransition`."""
    return _move(offer, "renew", now)


@transaction.atomic
def delete_offer(*, offer: Offer) -> None:
    """For good."""
    offer.delete()


@transaction.atomic
def approve_offer(*, offer: Offer, now: datetime) -> Offer:
    """The team's word: show it; its author is told. Raises `ForbiddenTransition`."""
    return _decide(offer, "approve", "offer_published", now)


@transaction.atomic
def reinstate_offer(*, offer: Offer, now: datetime) -> Offer:
    """Show a suspended offer again; its author is told. Raises `ForbiddenTransition`."""
    return _decide(offer, "reinstate", "offer_published", now)


@transaction.atomic
def send_back_offer(*, offer: Offer, reason: str, now: datetime) -> Offer:
    """Back to a draft, with a reason that its author is told. Raises `ForbiddenTransition`."""
    return _decide(offer, "send_back", "offer_returned", now, reason=reason)


@transaction.atomic
def suspend_offer(*, offer: Offer, reason: str, now: datetime) -> Offer:
    """Hide it at once, for a reason that its author is told. Raises `ForbiddenTransition`."""
    return _decide(offer, "suspend", "offer_suspended", now, reason=reason)


@transaction.atomic
def remind_and_expire(*, now: datetime) -> tuple[int, int]:
    """Ask once, a week before the end, whether an offer goes on; put away those at their end. Idempotent.

    Returns how many of each.
    """
    ending = Offer.objects.select_for_update(of=("self",), skip_locked=True).select_related("user")
    ending = ending.filter(state__in=[OfferState.PUBLISHED, OfferState.PAUSED])
    over = list(ending.filter(expires_at__lte=now))
    for offer in over:
        _move(offer, "expire", now)
    soon = list(
        ending.filter(
            state=OfferState.PUBLISHED,
            expires_at__range=(now, now + REMINDED_BEFORE),
            reminded_at__isnull=True,
            user__is_active=True,
        )
    )
    for offer in soon:
        offer.reminded_at = now
        offer.save(update_fields=["reminded_at"])
        mails.ask_whether_it_goes_on(offer)
    return len(soon), len(over)


def _are_read_first() -> bool:
    return current_rules().offers_are_read == ModerationPolicy.BEFORE


def _decide(offer: Offer, action: str, template: str, now: datetime, *, reason: str = "") -> Offer:
    decided = _move(offer, action, now, reason=reason)
    mails.tell_author(decided, template)
    return decided


def _move(
    offer: Offer, action: str, now: datetime, *, reason: str = "", sources: set[OfferState] | None = None
) -> Offer:
    locked = _lock(offer)
    if sources is not None and locked.state not in sources:
        raise ForbiddenTransition("offer", action, locked.state)
    locked.state = OFFER.target(action, locked.state)
    locked.reason = reason
    if locked.state == OfferState.PUBLISHED:
        locked.published_at = now
        locked.expires_at = now + SHOWN_FOR
        locked.reminded_at = None
    locked.save(update_fields=["state", "reason", "published_at", "expires_at", "reminded_at", "updated_at"])
    return locked


def _lock(offer: Offer) -> Offer:
    return Offer.objects.select_for_update(of=("self",), no_key=True).select_related("user").get(pk=offer.pk)
