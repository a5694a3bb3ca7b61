"""The link in the reminder that renews an offer without signing in: it says which, and for how long it holds."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing

from engagement.offers.models import Offer
from kernel.tenancy import current_schema

HOLDS_FOR = timedelta(days=45)


def _signer() -> signing.TimestampSigner:
    # Keys are the same in every territory: the signature is not.
    return signing.TimestampSigner(salt=f"offers.renewal.{current_schema()}")


def token_for(offer: Offer) -> str:
    return _signer().sign(str(offer.pk))


def offer_of(token: str) -> Offer | None:
    """The offer that a token is about; None when it is forged or too old, or its author’s account is closed."""
    try:
        pk = _signer().unsign(token, max_age=HOLDS_FOR)
    except signing.BadSignature:
        return None
    return Offer.objects.select_related("user").filter(pk=pk, user__is_active=True).first()
