"""The way over: a ticket from her own territory signs her in at the host, once, within minutes.

It holds the pass's code and where she is going, nothing about her. It goes in an address, so it is worth nothing once
it is used; opening it changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from secrets import token_urlsafe

from django.core import signing
from django.core.cache import cache
from django.utils.http import url_has_allowed_host_and_scheme

from engagement.passes.models import Pass
from kernel.tenancy import TerritoryContext, current_territory

LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Ticket:
    """Who comes (by code), from where (a territory's slug), and which page she wants (a path of the host's)."""

    code: str
    home: str
    path: str
    nonce: str


def issue_ticket(travel_pass: Pass, *, path: str) -> str:
    """A ticket for the pass's host, from the territory at hand."""
    here = current_territory()
    assert here is not None
    return _signer(travel_pass.host).sign_object(
        [str(travel_pass.code), here.slug, path, token_urlsafe(12)], compress=True
    )


def read_ticket(text: str, *, host: TerritoryContext) -> Ticket | None:
    """What a ticket for `host` says; None when it is none, too old, used, or leads off the site."""
    try:
        ticket = Ticket(*_signer(host.slug).unsign_object(text, max_age=LASTS))
    except (signing.BadSignature, TypeError):
        return None
    safe = ticket.path.startswith("/") and url_has_allowed_host_and_scheme(ticket.path, allowed_hosts=None)
    return ticket if safe and cache.get(_key(ticket)) is None else None


def use_up(ticket: Ticket) -> bool:
    """Whether this is its first use, and the last."""
    return cache.add(_key(ticket), 1, LASTS.total_seconds())


def _key(ticket: Ticket) -> str:
    return f"ticket:{ticket.nonce}"


def _signer(host: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"passes.ticket.{host}")
