"""Who may do what with an offer. Plain questions, denied by default."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from engagement.associations.models import Association
from engagement.associations.policies import is_manager, manages_any
from engagement.offers.models import Audience, Offer, OfferState
from kernel.accounts.models import User


def may_manage_offer(user: User | AnonymousUser, offer: Offer) -> bool:
    """Write, pause, renew, delete: its author."""
    return user.is_active and user.pk == offer.user_id


def may_read_offer(user: User | AnonymousUser, offer: Offer, *, now: datetime) -> bool:
    """Its author always; while it is current, those it is for."""
    if may_manage_offer(user, offer):
        return True
    if offer.state != OfferState.PUBLISHED or offer.expires_at is None or offer.expires_at <= now:
        return False
    return offer.user.is_active and (offer.audience == Audience.EVERYONE or manages_any(user))


def may_answer_offer(
    user: User | AnonymousUser, offer: Offer, *, speaking_for: Association | None, now: datetime
) -> bool:
    """Not its author: a manager for her association; any citizen for herself where the offer is for everyone."""
    if not user.is_authenticated or not user.is_active or may_manage_offer(user, offer):
        return False
    if not may_read_offer(user, offer, now=now):
        return False
    return offer.audience == Audience.EVERYONE if speaking_for is None else is_manager(user, speaking_for)
