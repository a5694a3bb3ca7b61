"""Answering an offer: a conversation between its author and an association, or another citizen."""

from __future__ import annotations

from django.utils import timezone

from engagement.associations.models import Association
from engagement.messaging import topics
from engagement.messaging.models import Topic
from engagement.offers.policies import may_answer_offer
from engagement.offers.selectors import find_offer
from kernel.accounts.models import User


def answer(user: User, key: str, speaking_for: Association | None) -> topics.Opening | None:
    """To the author of the offer with that slug, for an association or oneself; None for whoever may not."""
    offer = find_offer(slug=key)
    if offer is None or not may_answer_offer(user, offer, speaking_for=speaking_for, now=timezone.now()):
        return None
    return topics.Opening(
        association=speaking_for,
        peer=None if speaking_for else user,
        person=offer.user,
        kind=Topic.OFFER,
        topic_id=offer.pk,
        title=offer.title,
        url=offer.get_absolute_url(),
    )


topics.register(Topic.OFFER.value, answer)
