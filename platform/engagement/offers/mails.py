"""The e-mails about offers, to their authors."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from engagement.offers.models import Offer
from engagement.offers.renewal_links import token_for
from kernel.mail import services as mail


def tell_author(offer: Offer, template: str) -> None:
    """What the team decided, and why."""
    _tell(offer, template, reason=offer.reason, path=reverse("offers:mine"))


def ask_whether_it_goes_on(offer: Offer) -> None:
    """It is shown for another week: a link renews it."""
    path = reverse("offers:renew_by_link", kwargs={"token": token_for(offer)})
    _tell(offer, "offer_ending", path=path, until=offer.expires_at)


def _tell(offer: Offer, template: str, **context: Any) -> None:
    context |= {"first_name": offer.user.first_name, "offer_title": offer.title}
    mail.send(template=template, to=offer.user, context=context)
