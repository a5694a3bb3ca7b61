"""Leaving the network: notice given by the territory's own operators, and taken back until everything is deleted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from cms.territory.forms import NoticeForm
from cms.territory.views import for_operators, page, territory_at_hand
from kernel.accounts.requests import signed_in
from kernel.audit.services import record
from kernel.tenancy import OPEN_STATES
from tenants.archives.selectors import archives_of
from tenants.billing.selectors import dues_of
from tenants.registry.models import Territory
from tenants.registry.services import OPERATOR, WrongState, give_notice, withdraw_notice


@require_http_methods(["GET", "HEAD", "POST"])
@for_operators
def notice(request: HttpRequest) -> HttpResponse:
    """What leaving means and the form of it; during the notice, where it stands, and the way back."""
    territory = territory_at_hand()
    if request.method == "POST" and "take_back" in request.POST:
        return _take_back(request, territory)
    if territory.state not in OPEN_STATES:
        return _standing(request, territory, status=200 if request.method != "POST" else 409)
    host = territory.context().primary_host
    form = NoticeForm(request.POST or None, host=host, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        reason, day, now = form.cleaned_data["reason"], form.cleaned_data["day"], timezone.now()
        try:
            give_notice(territory=territory, now=now, reason=reason, by=OPERATOR, day=day)
        except WrongState as refusal:
            messages.error(request, str(refusal))
            return redirect("territory_notice")
        record(
            act="territory.give_notice",
            actor=signed_in(request),
            reason=reason,
            details={"day": day},
            at=now,
        )
        messages.success(request, _("Notice is given. Everybody who runs the territory is told by e-mail."))
        return redirect("territory_notice")
    context = page(
        _("Leave the network"), form=form, territory=territory, dues=dues_of(territory_id=territory.pk)
    )
    return render(request, "territory/notice_form.html", context, status=422 if form.errors else 200)


def _standing(request: HttpRequest, territory: Territory, *, status: int) -> HttpResponse:
    last = None
    if territory.leaves_on:
        made = archives_of(territory=territory, now=timezone.now())
        last = made.filter(ready_at__gte=territory.state_since).first()
    context = page(_("Leave the network"), territory=territory, archive=last)
    return render(request, "territory/notice.html", context, status=status)


def _take_back(request: HttpRequest, territory: Territory) -> HttpResponse:
    now = timezone.now()
    try:
        withdraw_notice(territory=territory, now=now)
    except WrongState as refusal:
        messages.error(request, str(refusal))
        return redirect("territory_notice")
    record(act="territory.resume", actor=signed_in(request), at=now)
    messages.success(request, _("The notice is taken back: the site is open again, as it was."))
    return redirect("territory")
