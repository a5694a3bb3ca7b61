"""The territory's addresses: where it answers, and which of them is the main one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from cms.territory.views import for_operators, page, territory_at_hand
from kernel.accounts.requests import signed_in
from kernel.audit.services import record
from kernel.tenancy.context import site_url
from tenants.registry.addresses import NotItsHost, set_primary_host
from tenants.registry.services import OPERATOR


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def addresses(request: HttpRequest) -> HttpResponse:
    territory = territory_at_hand()
    if request.method == "POST":
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
        return redirect(site_url(host) + request.path)
    hosts = territory.domains.order_by("-is_primary", "domain")
    return render(request, "territory/addresses.html", page(_("Addresses"), hosts=hosts))
