"""Which names a territory may have besides its sub-domain, and how they are read."""

from __future__ import annotations

import ipaddress
import re

import idna
from django.conf import settings
from django.utils.translation import gettext as _

from kernel.tenancy.hosts import InvalidHost, is_network_host, normalise_host

#: Names that are nobody's on the Internet (RFC 6761, 6762, 7686, 8375, 9476 and what routers use).
_NOBODYS = frozenset(
    [
        "alt",
        "arpa",
        "corp",
        "home",
        "internal",
        "invalid",
        "lan",
        "local",
        "localdomain",
        "localhost",
        "onion",
    ]
)
#: Labels of a host name (RFC 1123): certificates know no underscore.
_LABELS = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")


class NotADomain(ValueError):
    """The name cannot be a territory's own domain. The message says why, to who wrote it."""


def checked_domain(raw: str) -> str:
    """A domain as somebody writes it, also pasted with its `https://`: normalised. Raises `NotADomain`."""
    written = raw.strip()
    name = re.sub(r"^https?://", "", written, flags=re.IGNORECASE).split("/")[0]
    try:
        host = normalise_host(name)
    except InvalidHost:
        raise NotADomain(_("“%(host)s” is not a domain.") % {"host": written[:80]}) from None
    if _is_address(host):
        raise NotADomain(_("“%(host)s” is the number of a machine: a domain is a name.") % {"host": host})
    if is_network_host(host) or is_under(host, settings.BASE_DOMAIN):
        raise NotADomain(_("“%(host)s” is one of the network’s own names.") % {"host": host})
    if not _LABELS.fullmatch(host) or host.rpartition(".")[2] in _NOBODYS:
        raise NotADomain(_("“%(host)s” is not a domain of the Internet.") % {"host": host})
    return host


def is_under(host: str, domain: str) -> bool:
    """Whether a normalised host is the domain or one of its sub-domains."""
    return host == domain or host.endswith(f".{domain}")


def readable(host: str) -> str:
    """The name with its accents, where it has some: `élan.example` for `xn--lan-9la.example`."""
    try:
        return idna.decode(host)
    except UnicodeError:
        return host


def _is_address(host: str) -> bool:
    # A last label of digits makes browsers read the whole as a number (WHATWG URL).
    if host.rpartition(".")[2].isdigit():
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
