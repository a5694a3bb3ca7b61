"""From the Host header to a territory: normalised, cached in the network's shared cache, invalidated across processes.

A warm request costs one cache read and no query. Misses are cached too (for `MISS_SECONDS`), so that a scanner of host
names does not become a scanner of the database.

A reader that was slow between its query and its write could put back what a change has just removed. So a change does
not delete the entry: it puts a barrier in its place, and readers only ever add where there is nothing. While the
barrier stands, everybody asks the database.
"""

from __future__ import annotations

import ipaddress
from dataclasses import asdict
from typing import Any

import idna
from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django_tenants.utils import get_tenant_domain_model

from kernel.tenancy.context import TerritoryContext, public_context

HIT_SECONDS = 3600
MISS_SECONDS = 30
#: How long a barrier stands before the change commits, should its process die in between, and after it has.
PENDING_BARRIER_SECONDS = 60
BARRIER_SECONDS = 10

_UNKNOWN = "unknown"
_BARRIER = "barrier"


class InvalidHost(ValueError):
    """The Host header is not a host name."""


def normalise_host(raw: str) -> str:
    """The one spelling of a host: no port, no trailing dot, lower case, punycode. An IPv6 address has no brackets.

    >>> normalise_host("Éclair.Example.:8000")
    'xn--clair-9ra.example'

    Raises `InvalidHost` for what cannot be a host.
    """
    host = raw.strip()
    if not host or len(host) > 300:
        raise InvalidHost(raw[:300])
    if host.startswith("["):
        return _ipv6(host)
    name, colon, port = host.partition(":")
    if colon and port and not (port.isascii() and port.isdigit()):
        raise InvalidHost(raw)
    name = name.removesuffix(".").lower()
    if not name.isascii():
        try:
            name = idna.encode(name, uts46=True).decode("ascii")
        except UnicodeError as error:
            raise InvalidHost(raw) from error
    if not _is_plain(name):
        raise InvalidHost(raw)
    return name


def _ipv6(host: str) -> str:
    address, bracket, rest = host[1:].partition("]")
    if not bracket or (rest and not (rest.startswith(":") and rest[1:].isascii() and rest[1:].isdigit())):
        raise InvalidHost(host)
    try:
        return ipaddress.IPv6Address(address).compressed
    except ValueError as error:
        raise InvalidHost(host) from error


def _is_plain(host: str) -> bool:
    return len(host) <= 253 and all(
        0 < len(label) <= 63
        and all(c.isalnum() or c in "-_" for c in label)
        and not label.startswith("-")
        and not label.endswith("-")
        for label in host.split(".")
    )


def is_network_host(host: str) -> bool:
    """Whether a normalised host is the portal's own."""
    return host in settings.NETWORK_HOSTS


def _cache_key(host: str) -> str:
    return f"host:{host}"


def territory_for_host(host: str) -> TerritoryContext | None:
    """The territory that answers at a normalised host, or None. Any state: the caller decides what to show."""
    cache = caches["network"]
    cached = cache.get(_cache_key(host))
    if cached == _UNKNOWN:
        return None
    if isinstance(cached, dict) and (known := _restored(cached)):
        return known
    context = _look_up(host)
    if cached is None:
        if context:
            cache.add(_cache_key(host), asdict(context), HIT_SECONDS)
        else:
            cache.add(_cache_key(host), _UNKNOWN, MISS_SECONDS)
    return context


def _look_up(host: str) -> TerritoryContext | None:
    with public_context():
        domains = (
            get_tenant_domain_model().objects.select_related("tenant").prefetch_related("tenant__domains")
        )
        domain = domains.filter(domain=host).first()
        context: TerritoryContext | None = domain.tenant.context() if domain else None
        return context


def _restored(cached: dict[str, Any]) -> TerritoryContext | None:
    """A cached territory, unless another release with other fields wrote it."""
    try:
        return TerritoryContext(**cached)
    except TypeError:
        return None


def forget_hosts(hosts: list[str]) -> None:
    """Make every process look these hosts up anew, from now until the current transaction has ended and a bit beyond.

    Call it inside the transaction that changes them: a process that dies between its commit and what follows leaves
    the barrier standing for a minute, not the old answer for an hour.
    """
    keys = [_cache_key(host) for host in hosts]
    caches["network"].set_many(dict.fromkeys(keys, _BARRIER), PENDING_BARRIER_SECONDS)
    transaction.on_commit(lambda: caches["network"].set_many(dict.fromkeys(keys, _BARRIER), BARRIER_SECONDS))
