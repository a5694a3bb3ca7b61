"""From the Host header to a territory: normalised, cached in the network's shared cache, invalidated across processes.

A warm request costs one cache read and no query. Misses are cached too (for `MISS_SECONDS`), so that a scanner of host
names does not become a scanner of the database.
"""

from __future__ import annotations

import idna
from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django_tenants.utils import get_tenant_domain_model

from kernel.tenancy.context import TerritoryContext, public_context

HIT_SECONDS = 24 * 3600
MISS_SECONDS = 30
_UNKNOWN = "unknown"


class InvalidHost(ValueError):
    """The Host header is not a host name."""


def normalise_host(raw: str) -> str:
    """The one spelling of a host name: no port, no trailing dot, lower case, punycode.

    >>> normalise_host("Éclair.Example.:8000")
    'xn--clair-9ra.example'

    Raises `InvalidHost` for what cannot be a host name.
    """
    host = raw.strip()
    if not host.startswith("["):
        host = host.partition(":")[0]
    host = host.removesuffix(".").lower()
    try:
        return host if host.isascii() and _is_plain(host) else idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise InvalidHost(raw) from error


def _is_plain(host: str) -> bool:
    return bool(host) and len(host) <= 253 and all(c.isalnum() or c in "-._" for c in host)


def is_network_host(host: str) -> bool:
    """Whether a normalised host is the portal's own."""
    return host in settings.NETWORK_HOSTS


def _cache_key(host: str) -> str:
    return f"host:{host}"


def territory_for_host(host: str) -> TerritoryContext | None:
    """The territory that answers at a normalised host, or None. Any state: the caller decides what to show."""
    cache = caches["network"]
    cached = cache.get(_cache_key(host))
    if cached is not None:
        return None if cached == _UNKNOWN else cached
    with public_context():
        domain = get_tenant_domain_model().objects.select_related("tenant").filter(domain=host).first()
        context: TerritoryContext | None = domain.tenant.context() if domain else None
    cache.set(_cache_key(host), context or _UNKNOWN, HIT_SECONDS if context else MISS_SECONDS)
    return context


def forget_hosts(hosts: list[str]) -> None:
    """Make every process look these hosts up anew, once the current transaction has committed."""
    transaction.on_commit(lambda: caches["network"].delete_many([_cache_key(host) for host in hosts]))
