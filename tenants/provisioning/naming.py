"""What a territory may be called in addresses, and what follows from it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.conf import settings

from kernel.tenancy.hosts import normalise_host
from tenants.provisioning.refusals import InvalidDomain, InvalidSlug, ReservedSlug
from tenants.registry.models import SLUG
from tenants.registry.names import NotADomain, checked_domain

#: First labels that mean something else under the network's domain, today or by custom, or that could deceive.
RESERVED_SLUGS = frozenset(
    """
    about account accounts admin administration administrateur aide api app apps assets auth autodiscover backup
    beta billing blog cdn chat cloud compte connexion console contact dashboard data demo dev direct dns doc docs
    documentation editor email exemple example facture facturation fichiers files forum ftp git grafana health help
    host hostmaster image images imap inscription internal intranet legal localhost login m mail mailer maillage
    media medias metrics mobile monitoring mx network news newsletter no-reply noreply ns ns1 ns2 oauth observatory
    office open-data opendata paiement pop portail portal postmaster preprod private prod production proxy public
    register reseau root rss search security securite server signup smtp sso staging stat static statistics stats
    status support sys system test tests tls tracking upload uploads user users vpn web webhook webhooks webmail
    webmaster whois widget wiki wpad ws www www1 www2
    """.split()  # noqa: SIM905  a list of a hundred lines reads no better
)
_SLUG = re.compile(SLUG)


def check_slug(slug: str) -> None:
    """Raises `InvalidSlug` or `ReservedSlug`."""
    if not 2 <= len(slug) <= 40 or not _SLUG.fullmatch(slug):
        raise InvalidSlug(slug)
    if slug in RESERVED_SLUGS:
        raise ReservedSlug(slug)


def schema_for(slug: str) -> str:
    """The schema of a territory: another for each slug, since slugs have no underscore."""
    return "t_" + slug.replace("-", "_")


def host_for(slug: str) -> str:
    """The territory's host under the network's domain."""
    return normalise_host(f"{slug}.{settings.BASE_DOMAIN}")


def checked_hosts(hosts: Sequence[str]) -> list[str]:
    """Further hosts, normalised, without repeats. Raises `InvalidDomain` for a bad one or one of the network's."""
    checked = []
    for raw in hosts:
        try:
            checked.append(checked_domain(raw))
        except NotADomain:
            raise InvalidDomain(raw) from None
    return list(dict.fromkeys(checked))
