"""Pages of who is invited from another territory: at home yes, no, and no more; at the host her arrival."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement.invitations.forms import DeclineAwayForm
from engagement.invitations.from_away import (
    accept_from_away,
    decline_from_away,
    hear_again_from_away,
    invitations_from_away,
    mission_of,
)
from engagement.invitations.models import Answer, FromAway
from engagement.invitations.selectors import invitations_of
from engagement.invitations.services import AlreadyAnswered
from engagement.passes.crossing import render_before_crossing
from engagement.passes.forms import PassForm
from engagement.passes.selectors import pass_to
from engagement.passes.services import HostIsClosed
from kernel.accounts.requests import signed_in, signed_in_to_post


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def from_away(request: HttpRequest, pk: int) -> HttpResponse:
    """One invitation: the mission, the association's words, what is told there if she says yes; yes and no."""
    user, invitation, now = signed_in(request), _hers_or_404(request, pk), timezone.now()
    row = mission_of(invitation)
    host = row.territory.context() if row else None
    travel_pass = pass_to(user=user, host=invitation.host)
    form = PassForm(request.POST or None)
    if request.method == "POST" and host is not None and (travel_pass or form.is_valid()):
        shows = travel_pass.shows_first_name if travel_pass else form.cleaned_data["shows_first_name"]
        try:
            accept_from_away(invitation=invitation, host=host, shows_first_name=shows, now=now)
        except AlreadyAnswered as refusal:
            messages.warning(request, refusal.message)
            return redirect(invitation)
        except HostIsClosed:
            messages.warning(
                request, _("The site of %(name)s is closed for now.") % {"name": invitation.host_name}
            )
            return redirect(invitation)
        return redirect(_way_over(invitation))
    context = {
        "invitation": invitation,
        "row": row,
        "travel_pass": travel_pass,
        "form": form,
        "decline_form": DeclineAwayForm(),
        "may_answer": invitation.answer == Answer.NONE,
        "declined": invitation.answer == Answer.DECLINED,
        "way_over": _way_over(invitation) if travel_pass else "",
    }
    if host is None:
        return render(request, "invitations/from_away.html", context)
    return render_before_crossing(request, "invitations/from_away.html", context, host=host)


@require_POST
@signed_in_to_post("invitations:mine")
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """No, which needs no reason."""
    invitation, form = _hers_or_404(request, pk), DeclineAwayForm(request.POST)
    form.is_valid()
    try:
        decline_from_away(
            invitation=invitation, never_again=form.cleaned_data["never_again"], now=timezone.now()
        )
    except AlreadyAnswered as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(request, _("It is said, kindly. Thank you for having answered."))
    return redirect("invitations:mine")


@require_POST
@signed_in_to_post("invitations:mine")
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """The association's invitations may reach her again."""
    invitation = _hers_or_404(request, pk)
    hear_again_from_away(
        user=signed_in(request), host=invitation.host, association_key=invitation.association_key
    )
    words = _("%(association)s may invite you again.")
    messages.success(request, words % {"association": invitation.association_name})
    return redirect("invitations:mine")


@require_safe
@never_cache
@login_required
def arrive(request: HttpRequest, code: UUID) -> HttpResponse:
    """At the host: she said yes at home and comes to the invitation itself, where she chooses her date."""
    return redirect(get_object_or_404(invitations_of(user=signed_in(request)), away__code=code))


def _hers_or_404(request: HttpRequest, pk: int) -> FromAway:
    return get_object_or_404(invitations_from_away(user=signed_in(request)), pk=pk)


def _way_over(invitation: FromAway) -> str:
    """By her pass, to where she arrives at the host."""
    there = reverse("invitations:arrive", kwargs={"code": invitation.code})
    return reverse("passes:cross", kwargs={"territory": invitation.host, "path": there.lstrip("/")})
