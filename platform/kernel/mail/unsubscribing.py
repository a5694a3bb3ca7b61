"""The token of an unsubscribe link: one person, one category, one territory."""

from __future__ import annotations

from django.core import signing

from kernel.tenancy import current_schema

#: Instead of a category: all that may be refused.
EVERYTHING = "*"


def token_for(*, user_id: int, category: str) -> str:
    """A token that never expires, as RFC 8058 would have it: an old e-mail must still be able to stop the next."""
    return _signer().sign_object([user_id, category])


def read_token(token: str) -> tuple[int, str] | None:
    """The person's key and the category, or None for anything not signed for the territory at hand."""
    try:
        user_id, category = _signer().unsign_object(token)
    except signing.BadSignature:
        return None
    return user_id, category


def _signer() -> signing.Signer:
    return signing.Signer(salt=f"kernel.mail.unsubscribe.{current_schema()}")
