"""Offers in the team's queue."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagement.availability import availability_in_words
from engagement.moderation.enums import Decision
from engagement.moderation.registry import Description, Moderated
from engagement.offers.models import Offer, OfferState
from engagement.offers.services import approve_offer, reinstate_offer, send_back_offer, suspend_offer
from engagement.offers.states import OFFER
from kernel.accounts.models import User


def _allows(offer: Offer, decision: Decision) -> bool:
    return decision != Decision.READ and OFFER.allows(decision.value, offer.state)


def _describe(offer: Offer) -> Description:
    return Description(
        title=offer.title,
        excerpt=offer.description,
        author=offer.author_name,
        url=offer.get_absolute_url() if offer.state == OfferState.PUBLISHED else "",
        details=(
            (_("description"), offer.description),
            (_("commune"), offer.commune.name),
            (_("how much time"), offer.duration),
            (_("when in the week"), availability_in_words(offer.availability)),
            (_("for whom"), offer.get_audience_display()),
        ),
    )


def _approve(*, item: Offer, by: User, reason: str, now: datetime) -> None:
    approve_offer(offer=item, now=now)


def _send_back(*, item: Offer, by: User, reason: str, now: datetime) -> None:
    send_back_offer(offer=item, reason=reason, now=now)


def _suspend(*, item: Offer, by: User, reason: str, now: datetime) -> None:
    suspend_offer(offer=item, reason=reason, now=now)


def _reinstate(*, item: Offer, by: User, reason: str, now: datetime) -> None:
    reinstate_offer(offer=item, now=now)


def _listed(state: OfferState, **conditions: Any) -> Any:
    return lambda: (
        Offer.objects.filter(state=state, **conditions)
        .select_related("user", "commune")
        .annotate(since=Coalesce(F("published_at"), F("updated_at")))
    )


OFFERS = Moderated(
    kind="offer",
    label=pgettext_lazy("model", "offer"),
    plural=pgettext_lazy("model", "offers"),
    since="since",
    search=("title",),
    pending=_listed(OfferState.SUBMITTED),
    shown=_listed(OfferState.PUBLISHED),
    returned=_listed(OfferState.DRAFT, reason__gt=""),
    suspended=_listed(OfferState.SUSPENDED),
    describe=_describe,
    allows=_allows,
    approve=_approve,
    send_back=_send_back,
    suspend=_suspend,
    reinstate=_reinstate,
)
