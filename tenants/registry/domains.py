"""A territory's own domains: announced, proved by the DNS, proved again for as long as they are held, given up.

Two records prove a domain: a text with the claim's token, which only who holds the zone can write, and an address that
leads here. The DNS is asked outside of any transaction; what it said is then applied to the claim as it stands.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kernel.tenancy import TerritoryState, public_context
from tenants.registry.addresses import point_to
from tenants.registry.enums import ALIVE, ClaimState
from tenants.registry.lifecycle import CLAIM
from tenants.registry.models import Domain, DomainClaim, Territory
from tenants.registry.names import NotADomain, checked_domain, is_under
from tenants.registry.resolving import Finding, Question, look_up
from tenants.registry.services import PLATFORM, By, changing
from tenants.registry.telling import tell_operators

#: Claims of a territory that may wait or be held at a time.
MOST = 10
#: How long a claim waits for its proof.
PATIENCE = timedelta(days=14)
#: How long a domain is kept whose proof is gone.
GRACE = timedelta(days=7)
#: Between two checks of what waits: a quarter of its age, within these.
SOONEST, LATEST = timedelta(minutes=5), timedelta(hours=6)
#: Between two checks of what is held; sooner once its proof is gone, or when too few resolvers answered.
ROUND, WORRIED, UNHEARD = timedelta(days=1), timedelta(hours=6), timedelta(hours=1)


class DomainTaken(NotADomain):
    """Another territory holds the domain."""


class TooManyDomains(NotADomain):
    """The territory has announced as many as it may."""


def claim_domain(*, territory: Territory, domain: str, now: datetime, by: By = PLATFORM) -> DomainClaim:
    """Announce a domain, with a token of its own. Idempotent. Claims of other territories do not matter.

    Raises `NotADomain`, `DomainTaken`, `TooManyDomains`, whose messages are for who asked.
    """
    host = checked_domain(domain)
    with public_context(), transaction.atomic():
        Territory.objects.select_for_update(no_key=True).get(pk=territory.pk)
        alive = {claim.host: claim for claim in territory.claims.filter(state__in=ALIVE)}
        if host in alive:
            return alive[host]
        if Domain.objects.filter(domain=host).exists():
            raise DomainTaken(_("“%(host)s” already leads to a territory of the network.") % {"host": host})
        if len(alive) >= MOST:
            raise TooManyDomains(
                _("A territory has at most %(number)s domains: remove one first.") % {"number": MOST}
            )
        with changing(territory, act="territory.domain_claimed", now=now, by=by, details={"host": host}):
            return DomainClaim.objects.create(
                territory=territory, host=host, claimed_at=now, next_check_at=now + SOONEST
            )


def remove_domain(*, territory: Territory, host: str, now: datetime, by: By = PLATFORM) -> None:
    """Give a domain up at once: the territory no longer answers there, and its token is spent. Idempotent."""
    with public_context(), transaction.atomic():
        Territory.objects.select_for_update(no_key=True).get(pk=territory.pk)
        claim = territory.claims.filter(host=host, state__in=ALIVE).first()
        if claim is not None:
            _end(claim, "remove", now=now, by=by)


def check_claim(*, claim_id: int, now: datetime) -> DomainClaim | None:
    """Ask the DNS about a claim, and do what follows from it. None when the claim has ended."""
    with public_context():
        claim = DomainClaim.objects.filter(pk=claim_id, state__in=ALIVE).first()
    if claim is None:
        return None
    finding = look_up(_question(claim), resolvers=settings.DNS_RESOLVERS)
    return conclude(claim_id=claim_id, finding=finding, now=now)


def conclude(*, claim_id: int, finding: Finding, now: datetime) -> DomainClaim | None:
    """Apply what the DNS said to a claim as it stands by now. None when it has ended meanwhile. Idempotent."""
    with public_context(), transaction.atomic():
        territory = Territory.objects.select_for_update(no_key=True, of=("self",)).get(claims=claim_id)
        claim = DomainClaim.objects.filter(pk=claim_id, state__in=ALIVE).first()
        if claim is None or territory.state == TerritoryState.GONE:
            return None
        claim.checked_at, claim.finding = now, asdict(finding)
        action = _follows(claim, finding, now)
        if action:
            _STEPS[action](claim, now)
        claim.next_check_at = now + _pause(claim, finding, now)
        claim.save()
    return claim


def release_domains(*, territory: Territory, now: datetime) -> None:
    """Give up all that a territory has, which is deleted: within the caller's transaction."""
    territory.claims.filter(state__in=ALIVE).update(state=ClaimState.REMOVED, ended_at=now)
    for domain in Domain.objects.filter(tenant=territory):
        if not is_under(domain.domain, settings.BASE_DOMAIN):
            domain.delete()


def _question(claim: DomainClaim) -> Question:
    return Question(
        host=claim.host,
        token=claim.token,
        base=settings.BASE_DOMAIN,
        addresses=frozenset(str(ipaddress.ip_address(one)) for one in settings.DOMAIN_ADDRESSES),
        authorities=frozenset(settings.CERTIFICATE_AUTHORITIES),
    )


def _follows(claim: DomainClaim, finding: Finding, now: datetime) -> str:
    """The action to take, or "". A domain is never lost because resolvers are silent."""
    if claim.state == ClaimState.PENDING:
        if finding.holds and finding.certifiable is not False:  # nobody could enter without a certificate
            return "verify"
        return "give_up" if now >= claim.claimed_at + PATIENCE else ""
    if finding.holds:
        return "verify" if claim.state == ClaimState.WARNED else ""
    if finding.holds is None:
        return ""
    if claim.state == ClaimState.VERIFIED:
        return "warn"
    assert claim.warned_at is not None
    return "withdraw" if now >= claim.warned_at + GRACE else ""


def _pause(claim: DomainClaim, finding: Finding, now: datetime) -> timedelta:
    if claim.state == ClaimState.PENDING:
        return min(max((now - claim.claimed_at) / 4, SOONEST), LATEST)
    if finding.holds is None:
        return UNHEARD
    return WORRIED if claim.state == ClaimState.WARNED else ROUND


def _verify(claim: DomainClaim, now: datetime) -> None:
    """The territory answers there from now on; unless another has been quicker, which the constraints decide."""
    first = claim.state == ClaimState.PENDING
    try:
        with changing(
            claim.territory,
            act="territory.domain_verified",
            now=now,
            by=PLATFORM,
            details={"host": claim.host},
        ):
            if first:
                Domain(domain=claim.host, tenant=claim.territory, is_primary=False).save(force_insert=True)
            claim.state = CLAIM.target("verify", claim.state)
            claim.verified_at, claim.warned_at = now, None
            claim.save()
    except IntegrityError:
        claim.state, claim.verified_at = ClaimState.PENDING, None
        claim.finding["taken"] = True
        return
    if first:
        _tell(claim, "domain_verified")


def _warn(claim: DomainClaim, now: datetime) -> None:
    with changing(
        claim.territory, act="territory.domain_lost", now=now, by=PLATFORM, details={"host": claim.host}
    ):
        claim.state, claim.warned_at = CLAIM.target("warn", claim.state), now
        claim.save()
    _tell(claim, "domain_lost")


def _give_up(claim: DomainClaim, now: datetime) -> None:
    _end(claim, "give_up", now=now, by=PLATFORM, reason=_("It was not proved in time."))
    _tell(claim, "domain_given_up")


def _withdraw(claim: DomainClaim, now: datetime) -> None:
    _end(claim, "withdraw", now=now, by=PLATFORM, reason=_("Its proof is gone from the DNS."))
    _tell(claim, "domain_withdrawn")


_STEPS: dict[str, Callable[[DomainClaim, datetime], None]] = {
    "verify": _verify,
    "warn": _warn,
    "give_up": _give_up,
    "withdraw": _withdraw,
}


def _end(claim: DomainClaim, action: str, *, now: datetime, by: By, reason: str = "") -> None:
    """The claim is over. Where the domain was the main address, the territory's sub-domain is again."""
    territory, held = claim.territory, claim.is_held
    details = {"host": claim.host}
    with changing(
        territory, act="territory.domain_removed", now=now, by=by, reason=reason, details=details
    ) as current:
        claim.state, claim.ended_at = CLAIM.target(action, claim.state), now
        claim.save()
        if held:
            if current.domains.filter(domain=claim.host, is_primary=True).exists():
                point_to(current, f"{current.slug}.{settings.BASE_DOMAIN}")
            Domain.objects.filter(tenant=current, domain=claim.host).delete()


def _tell(claim: DomainClaim, template: str) -> None:
    tell_operators(
        territory=claim.territory,
        template=template,
        context={
            "territory_name": claim.territory.name,
            "host": claim.host,
            "days": PATIENCE.days,
            "until": claim.warned_at + GRACE if claim.warned_at else None,
            "page": f"/admin/territory/addresses/{claim.pk}/",
        },
        key=f"{claim.pk} {claim.checked_at:%Y-%m-%d}",
    )
