"""Pages of missions for those who manage an association. Everyone else meets a 404."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement.associations.models import Association
from engagement.associations.selectors import managed_associations
from engagement.charter.gate import charter_to_sign
from engagement.lifecycle import ForbiddenTransition
from engagement.missions.forms import MissionForm, SlotFormSet
from engagement.missions.models import Mission, Reach, Remote
from engagement.missions.policies import may_manage_mission
from engagement.missions.selectors import managed_missions
from engagement.missions.services import SlotHasPeople, close_mission, publish_mission, save_mission
from engagement.missions.states import MISSION
from kernel.accounts.requests import signed_in, signed_in_to_post

PAGE_SIZE = 20


@require_safe
@login_required
def manage(request: HttpRequest) -> HttpResponse:
    """The missions of the associations she manages; for others, how one comes to manage one."""
    associations = list(managed_associations(user=signed_in(request)))
    if not associations:
        return render(request, "engagement/no_association.html")
    page = Paginator(managed_missions(user=signed_in(request)), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request, "missions/manage.html", {"page": page, "associations": associations, "section": "missions"}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def create(request: HttpRequest) -> HttpResponse:
    """A new mission, first kept as a draft. With several associations, `?association=<slug>` says whose."""
    associations = _associations_or_404(request)
    slug = request.GET.get("association", "")
    association = next((one for one in associations if one.slug == slug), None)
    if association is None:
        if slug or len(associations) > 1:
            return render(
                request,
                "missions/choose_association.html",
                {"associations": associations, "section": "missions"},
            )
        association = associations[0]
    if page := charter_to_sign(request, association=association):
        return page
    initial = {
        "remote": Remote.NO,
        "reach": Reach.NETWORK,
        "commune": association.commune,
        "causes": association.causes,
        "publics": association.publics,
        "street": association.street,
    }
    return _edit(request, association=association, mission=None, initial=initial)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The text, the place and the dates of a mission."""
    mission = _mission_or_404(request, pk)
    if page := charter_to_sign(request, association=mission.association):
        return page
    return _edit(
        request, association=mission.association, mission=mission, initial=MissionForm.initial_of(mission)
    )


@require_POST
@signed_in_to_post("missions:manage")
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it."""
    mission = _mission_or_404(request, pk)
    if page := charter_to_sign(request, association=mission.association):
        return page
    try:
        publish_mission(mission=mission, now=timezone.now())
    except ForbiddenTransition:
        messages.error(request, _("This mission is published already."))
    else:
        messages.success(request, _("Your mission is published."))
    return redirect("missions:manage")


@require_POST
@signed_in_to_post("missions:manage")
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop showing it."""
    mission = _mission_or_404(request, pk)
    try:
        close_mission(mission=mission, now=timezone.now())
    except ForbiddenTransition:
        messages.error(request, _("This mission is not published."))
    else:
        messages.success(request, _("Your mission is closed: it takes no more requests."))
    return redirect("missions:manage")


def _edit(
    request: HttpRequest, *, association: Association, mission: Mission | None, initial: dict[str, object]
) -> HttpResponse:
    slots_initial = SlotFormSet.initial_of(mission) if mission else []  # type: ignore[attr-defined]
    form = MissionForm(request.POST or None, initial=initial)
    slots = SlotFormSet(request.POST or None, initial=slots_initial, prefix="slots")
    if request.method == "POST" and form.is_valid() and slots.is_valid():
        now = timezone.now()
        try:
            saved = save_mission(
                association=association,
                mission=mission,
                content=form.content(mission),
                slots=slots.contents(),  # type: ignore[attr-defined]
            )
        except SlotHasPeople:
            form.add_error(None, _("A date that people asked for cannot be removed: answer them first."))
        else:
            if "publish" in request.POST and MISSION.allows("publish", saved.state):
                publish_mission(mission=saved, now=now)
                messages.success(request, _("Your mission is published."))
            else:
                messages.success(request, _("Your mission is saved."))
            return redirect("missions:manage")
    context = {
        "form": form,
        "slots": slots,
        "mission": mission,
        "association": association,
        "may_publish": mission is None or MISSION.allows("publish", mission.state),
        "section": "missions",
    }
    return render(request, "missions/edit.html", context)


def _associations_or_404(request: HttpRequest) -> list[Association]:
    associations = list(managed_associations(user=signed_in(request)))
    if not associations:
        raise Http404
    return associations


def _mission_or_404(request: HttpRequest, pk: int) -> Mission:
    mission = get_object_or_404(Mission.objects.select_related("association", "commune"), pk=pk)
    if not may_manage_mission(request.user, mission):
        raise Http404
    return mission
