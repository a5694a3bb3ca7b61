"""The territory's addresses: where it answers, which of them is the main one, and domains of its own."""

from __future__ import annotations

import ipaddress
from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from cms.territory.findings import needs_caa, points_of
from cms.territory.views import for_operators, page, territory_at_hand
from kernel.accounts.limits import is_within
from kernel.accounts.requests import signed_in
from kernel.audit.services import record
from kernel.tenancy.context import site_url
from tenants.registry.addresses import NotItsHost, set_primary_host
from tenants.registry.domains import GRACE, check_claim, claim_domain, remove_domain
from tenants.registry.models import Territory
from tenants.registry.names import NotADomain
from tenants.registry.resolving import PROOF_LABEL, PROOF_PREFIX
from tenants.registry.selectors import claim_of, claims_of
from tenants.registry.services import OPERATOR

#: How often the DNS may be asked by hand about a domain.
CHECKS, CHECKS_WINDOW = 6, timedelta(minutes=10)
#: How many domains may be announced in a day.
CLAIMS, CLAIMS_WINDOW = 20, timedelta(days=1)


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def addresses(request: HttpRequest) -> HttpResponse:
    territory = territory_at_hand()
    if request.method == "POST" and "domain" in request.POST:
        return _claim(request, territory)
    if request.method == "POST":
        return _make_primary(request, territory)
    return _addresses(request, territory)


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def domain(request: HttpRequest, pk: int) -> HttpResponse:
    """The records to make, what the DNS says of them; a POST asks it now."""
    territory = territory_at_hand()
    claim = claim_of(territory=territory, pk=pk)
    if request.method == "POST":
        if not claim.is_alive:
            raise Http404(claim.host)
        if is_within(f"domain:{pk}", most=CHECKS, window=CHECKS_WINDOW):
            before = claim.state
            claim = check_claim(claim_id=claim.pk, now=timezone.now()) or claim
            if claim.is_held and claim.state != before:
                messages.success(request, _("The domain is verified: the site answers there already."))
        else:
            messages.warning(request, _("You have just asked. Wait a few minutes and ask again."))
        return redirect("territory_domain", pk=pk)
    context = page(
        claim.host,
        claim=claim,
        points=points_of(claim),
        proof=(f"{PROOF_LABEL}.{claim.host}", PROOF_PREFIX + claim.token),
        caa=needs_caa(claim)
        and (claim.finding["limited_at"], f'0 issue "{settings.CERTIFICATE_AUTHORITIES[0]}"'),
        target=f"{territory.slug}.{settings.BASE_DOMAIN}",
        bare=claim.host.count(".") == 1,
        numbers=[
            ("AAAA" if ipaddress.ip_address(one).version == 6 else "A", one)
            for one in settings.DOMAIN_ADDRESSES
        ],
        is_primary=territory.domains.filter(domain=claim.host, is_primary=True).exists(),
        withdrawn_on=claim.warned_at + GRACE if claim.warned_at else None,
    )
    return render(request, "territory/domain.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once more, then gives the domain up."""
    territory, now = territory_at_hand(), timezone.now()
    claim = claim_of(territory=territory, pk=pk)
    if not claim.is_alive:
        raise Http404(claim.host)
    if request.method == "POST":
        remove_domain(territory=territory, host=claim.host, now=now, by=OPERATOR)
        record(act="territory.domain_removed", actor=signed_in(request), details={"host": claim.host}, at=now)
        messages.success(request, _("“%(host)s” is removed.") % {"host": claim.host})
        # Asked for at the main address, which may have changed just now.
        return redirect(site_url(territory_at_hand().context().primary_host) + reverse("territory_addresses"))
    is_primary = territory.domains.filter(domain=claim.host, is_primary=True).exists()
    context = page(_("Remove a domain"), claim=claim, is_primary=is_primary)
    return render(request, "territory/domain_remove.html", context)


def _addresses(
    request: HttpRequest, territory: Territory, *, written: str = "", error: str = ""
) -> HttpResponse:
    context = page(
        _("Addresses"),
        hosts=territory.domains.order_by("-is_primary", "domain"),
        claims=claims_of(territory=territory),
        written=written,
        error=error,
    )
    return render(request, "territory/addresses.html", context, status=422 if error else 200)


def _claim(request: HttpRequest, territory: Territory) -> HttpResponse:
    written, now = request.POST["domain"], timezone.now()
    if not is_within("domains", most=CLAIMS, window=CLAIMS_WINDOW):
        error = _("That was a lot of domains for one day. Go on tomorrow, or write to the network.")
        return _addresses(request, territory, written=written, error=error)
    try:
        claim = claim_domain(territory=territory, domain=written, now=now, by=OPERATOR)
    except NotADomain as refusal:
        return _addresses(request, territory, written=written, error=str(refusal))
    record(act="territory.domain_claimed", actor=signed_in(request), details={"host": claim.host}, at=now)
    return redirect("territory_domain", pk=claim.pk)


def _make_primary(request: HttpRequest, territory: Territory) -> HttpResponse:
    host, now = request.POST.get("primary", ""), timezone.now()
    try:
        set_primary_host(territory=territory, host=host, now=now, by=OPERATOR)
    except NotItsHost:
        messages.error(request, _("The territory does not answer at this address."))
        return redirect("territory_addresses")
    record(act="territory.primary_domain", actor=signed_in(request), details={"host": host}, at=now)
    messages.success(
        request, _("The main address has changed. The others lead there; everybody signs in again.")
    )
    # This page is asked for at the new address: here, one would be sent there and be nobody.
    return redirect(site_url(host) + reverse("territory_addresses"))
