"""What the DNS said of a domain, in plain words: what is there, what is missing, what to do."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from tenants.registry.models import DomainClaim
from tenants.registry.resolving import PROOF_LABEL


@dataclass(frozen=True, slots=True)
class Point:
    """`good`: None when nobody knows."""

    good: bool | None
    text: str


def points_of(claim: DomainClaim) -> list[Point]:
    """One for the proof, one for the way here, one where no certificate can be had; none before the first check."""
    found = claim.finding
    if not found:
        return []
    points = [_proof(claim), _way(claim), *_certificate(claim)]
    if found.get("taken"):
        points.append(
            Point(False, _("Another territory has proved this domain before you. Write to the network."))
        )
    return points


def _proof(claim: DomainClaim) -> Point:
    found = claim.finding
    name = f"{PROOF_LABEL}.{claim.host}"
    if found["proved"] is None:
        return _unheard(found, _("TXT record"))
    if found["proved"]:
        return Point(True, _("The TXT record is there."))
    if found["texts"]:
        return Point(
            False,
            _("At “%(name)s” there is another text: “%(text)s”. Replace it by the one below.")
            % {"name": name, "text": found["texts"][0]},
        )
    return Point(False, _("There is no TXT record “%(name)s” yet.") % {"name": name})


def _way(claim: DomainClaim) -> Point:
    found, host = claim.finding, claim.host
    target = f"{claim.territory.slug}.{settings.BASE_DOMAIN}"
    if found["leads_here"] is None:
        return _unheard(found, _("CNAME record"))
    if found["leads_here"]:
        return Point(True, _("“%(host)s” leads here.") % {"host": host})
    if found["aliases"]:
        return Point(
            False,
            _("“%(host)s” is an alias of “%(other)s”. It should be one of “%(target)s”.")
            % {"host": host, "other": found["aliases"][0], "target": target},
        )
    if found["strangers"]:
        numbers = ", ".join(found["strangers"])
        return Point(
            False,
            _("“%(host)s” leads to another server: %(numbers)s. Take these records away.")
            % {"host": host, "numbers": numbers},
        )
    return Point(False, _("“%(host)s” leads nowhere yet.") % {"host": host})


def needs_caa(claim: DomainClaim) -> bool:
    """Whether the zone keeps our certificate authority from making a certificate."""
    return claim.finding.get("certifiable") is False


def _certificate(claim: DomainClaim) -> list[Point]:
    if not needs_caa(claim):
        return []
    found = claim.finding
    words = {"name": found["limited_at"], "ours": " / ".join(settings.CERTIFICATE_AUTHORITIES)}
    if found["issuers"]:
        said = _(
            "The CAA records of “%(name)s” let only %(issuers)s make certificates, and ours come from %(ours)s:"
            " browsers would refuse the site at this address. Add the CAA record below."
        ) % (words | {"issuers": ", ".join(found["issuers"])})
    else:
        said = (
            _(
                "The CAA records of “%(name)s” let nobody make certificates: browsers would refuse the site"
                " at this address. Add the CAA record below, for %(ours)s."
            )
            % words
        )
    return [Point(False, said)]


def _unheard(found: dict[str, int], record: str) -> Point:
    return Point(
        None,
        _(
            "%(record)s: %(answered)s of the %(asked)s name servers that we ask have answered, and not alike."
            " We ask again."
        )
        % {"record": record, "answered": found["answered"], "asked": found["asked"]},
    )
