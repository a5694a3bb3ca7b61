"""The people of an association: invitations, requests to join, roles, leaving."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from engagement.associations.forms import InvitationForm, JoinForm
from engagement.associations.membership import (
    MembershipRefused,
    accept_invitation,
    answer_join_request,
    ask_to_join,
    change_role,
    digest_of,
    end_membership,
    invite_member,
    revoke_invitation,
)
from engagement.associations.models import Association, Invitation, Membership, MembershipRole
from engagement.associations.registration_views import managed_or_404
from engagement.associations.selectors import join_requests_of, members_of
from kernel.accounts.requests import signed_in, signed_in_to_post

PAGE_SIZE = 30
_ROLES = {"manager": MembershipRole.MANAGER, "member": MembershipRole.MEMBER}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """The team; posted to, it invites."""
    association, now = managed_or_404(request, slug), timezone.now()
    form = InvitationForm(request.POST or None, initial={"role": MembershipRole.MANAGER})
    if request.method == "POST" and form.is_valid():
        try:
            invite_member(association=association, by=signed_in(request), now=now, **form.cleaned_data)
        except MembershipRefused as refusal:
            form.add_error("email", refusal.message)
        else:
            messages.success(request, _("The invitation is on its way; the link is valid for two weeks."))
            return redirect(request.path)
    invitations = _page(request, association.invitations.open(), "invitations")
    context = {
        "association": association,
        "associations": [association],
        "form": form,
        "memberships": _page(request, members_of(association=association), "page"),
        "invitations": [
            {"invitation": invitation, "has_run_out": invitation.has_run_out(now)}
            for invitation in invitations
        ],
        "pages_of_invitations": invitations,
        "join_requests": _page(request, join_requests_of(association=association), "requests"),
        "section": "associations",
    }
    return render(request, "associations/members.html", context)


def _page(request: HttpRequest, rows: QuerySet[Any], parameter: str) -> Page[Any]:
    """The page of one of the three lists that the address asks for."""
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get(parameter))


@require_POST
@signed_in_to_post("associations:members")
def member(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give a role (`role`), or end a membership (`end`): somebody’s, or one’s own. What locks somebody out is asked
    once more.
    """
    association, user = managed_or_404(request, slug), signed_in(request)
    membership = get_object_or_404(members_of(association=association), pk=pk)
    own = membership.user_id == user.pk
    leaving = own and "end" in request.POST
    if (
        "end" in request.POST or (own and request.POST.get("role") == "member")
    ) and "sure" not in request.POST:
        return render(request, "engagement/sure.html", _asked_again(membership, own=own, leaving=leaving))
    try:
        if "end" in request.POST:
            end_membership(membership=membership, by=user)
        elif role := _ROLES.get(request.POST.get("role", "")):
            change_role(membership=membership, role=role, by=user)
    except MembershipRefused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(
            request, _("You have left %(name)s.") % {"name": association} if leaving else _("It is done.")
        )
        if leaving:
            return redirect("participations:inbox")
    return redirect("associations:members", slug=slug)


def _asked_again(membership: Membership, *, own: bool, leaving: bool) -> dict[str, str]:
    names = {"name": membership.user.masked_name, "association": membership.association.name}
    back_url = reverse("associations:members", kwargs={"slug": membership.association.slug})
    if leaving:
        question, yes = _("Leave %(association)s?"), _("Yes, leave")
    elif own:
        question, yes = _("Manage %(association)s no more?"), _("Yes, become a member")
    else:
        question, yes = _("Remove %(name)s from %(association)s?"), _("Yes, remove")
    consequence = (
        _("You can no longer act for it at once: another manager would have to invite you back.")
        if own
        else _("This person can no longer act for it at once: you would have to invite her or him back.")
    )
    return {"question": question % names, "consequence": consequence, "yes": yes, "back_url": back_url}


@require_POST
@signed_in_to_post("associations:members")
def invited(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send an invitation again (`again`), or withdraw it (`revoke`)."""
    association, now = managed_or_404(request, slug), timezone.now()
    invitation = get_object_or_404(association.invitations.open(), pk=pk)
    if "again" in request.POST:
        try:
            invite_member(
                association=association,
                email=invitation.email,
                role=invitation.role,
                by=signed_in(request),
                now=now,
            )
        except MembershipRefused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("A new link is on its way; the former one no longer works."))
    elif "revoke" in request.POST:
        revoke_invitation(invitation=invitation, now=now)
        messages.success(request, _("The invitation is withdrawn."))
    return redirect("associations:members", slug=slug)


@require_POST
@signed_in_to_post("associations:members")
def asked(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Answer somebody who asks to join: a `role`, or none to decline."""
    association = managed_or_404(request, slug)
    join_request = get_object_or_404(join_requests_of(association=association), pk=pk)
    answer_join_request(
        request=join_request, role=_ROLES.get(request.POST.get("role", "")), by=signed_in(request)
    )
    messages.success(request, _("%(name)s is told.") % {"name": join_request.user.masked_name})
    return redirect("associations:members", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask to act for an association that is listed."""
    association = get_object_or_404(Association.objects.published().select_related("commune"), slug=slug)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_to_join(
                association=association, user=signed_in(request), message=form.cleaned_data["message"]
            )
        except MembershipRefused:
            messages.info(request, _("You are a member of %(name)s already.") % {"name": association})
        else:
            messages.success(
                request, _("Your request is with the managers of %(name)s.") % {"name": association}
            )
        return redirect(association)
    return render(request, "associations/join.html", {"association": association, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What a link of invitation leads to: signing in or up, then one press of a button."""
    found = Invitation.objects.open().select_related("association").filter(digest=digest_of(token)).first()
    if found is None or found.has_run_out(timezone.now()):
        return render(request, "associations/invitation_over.html")
    if request.method == "POST" and request.user.is_authenticated:
        try:
            membership = accept_invitation(token=token, user=signed_in(request), now=timezone.now())
        except MembershipRefused as refusal:
            messages.error(request, refusal.message)
            return redirect(request.path)
        messages.success(request, _("Welcome to %(name)s!") % {"name": membership.association})
        return redirect("participations:inbox")
    is_hers = request.user.is_authenticated and signed_in(request).email.lower() == found.email
    return render(request, "associations/invitation.html", {"invitation": found, "is_hers": is_hers})
