"""The name of the territory and its address under the network: former addresses lead to the new one for ever."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from cms.territory.forms import NameForm
from cms.territory.views import for_operators, page, territory_at_hand
from kernel.accounts.requests import signed_in
from kernel.audit.models import Entry
from kernel.audit.services import record
from tenants.provisioning.changing import rename_territory
from tenants.provisioning.refusals import ProvisioningError
from tenants.registry.services import OPERATOR

#: How often in so long: every former short name stays the territory's, and nobody should collect them.
RENAMINGS, RENAMINGS_WINDOW = 3, timedelta(days=30)


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def rename(request: HttpRequest) -> HttpResponse:
    territory, now = territory_at_hand(), timezone.now()
    form = NameForm(request.POST or None, initial={"name": territory.name, "slug": territory.slug})
    if request.method == "POST" and form.is_valid() and form.has_changed():
        lately = Entry.objects.filter(act="territory.renamed", at__gt=now - RENAMINGS_WINDOW)
        if lately.count() >= RENAMINGS:
            form.add_error(
                None, _("The territory was renamed several times this month. Write to the network.")
            )
        else:
            try:
                renamed = rename_territory(territory=territory, **form.cleaned_data, now=now, by=OPERATOR)
            except ProvisioningError as refusal:
                form.add_error("slug", str(refusal))
            else:
                record(act="territory.renamed", actor=signed_in(request), at=now)
                messages.success(request, _("The territory is renamed. Its former addresses lead here."))
                return redirect(renamed.context().base_url + reverse("territory"))
    context = page(_("Rename the territory"), form=form, territory=territory)
    return render(request, "territory/rename.html", context, status=422 if form.errors else 200)
