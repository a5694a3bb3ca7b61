"""Answering an offer: a conversation between its author and an association."""

from __future__ import annotations

from django.utils import timezone

from engagement.associations.models import Association
from engagement.associations.policies import is_manager
from engagement.messaging import topics
from engagement.messaging.models import Topic
from engagement.offers.policies import may_read_offer
from engagement.offers.selectors import find_offer
from kernel.accounts.models import User


def answer(user: User, key: str, speaking_for: Association | None) -> topics.Opening | None:
    """An association to the author of the offer with that slug; None for everybody else."""
    offer = find_offer(slug=key)
    if offer is None or speaking_for is None or offer.user_id == user.pk:
        return None
    if not may_read_offer(user, offer, now=timezone.now()) or not is_manager(user, speaking_for):
        return None
    return topics.Opening(
        association=speaking_for,
        person=offer.user,
        kind=Topic.OFFER,
        topic_id=offer.pk,
        title=offer.title,
        url=offer.get_absolute_url(),
    )


topics.register(Topic.OFFER.value, answer)
