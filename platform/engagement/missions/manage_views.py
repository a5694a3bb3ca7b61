"""Pages of missions for those who manage an association. Everyone else meets a 404."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement.associations.selectors import managed_associations
from engagement.charter.gate import charter_to_sign
from engagement.missions import services
from engagement.missions.checklist import still_to_say
from engagement.missions.enums import ACTIVE, MissionState, Step
from engagement.missions.models import Mission, Pattern
from engagement.missions.panels import overview_panels
from engagement.missions.patterns import keep_as_pattern
from engagement.missions.policies import may_manage_mission, may_write_mission
from engagement.missions.presenters import summaries, tone_of, when_in_short
from engagement.missions.selectors import managed_missions
from engagement.missions.states import MISSION
from engagement.missions.step_forms import PatternForm, ReasonForm
from kernel.accounts.requests import signed_in, signed_in_to_post
from kernel.lifecycle import ForbiddenTransition

PAGE_SIZE = 20


@require_safe
@login_required
def manage(request: HttpRequest) -> HttpResponse:
    """The missions of the associations she manages; for others, how one comes to manage one."""
    user = signed_in(request)
    associations = list(managed_associations(user=user))
    if not associations:
        return render(request, "engagement/no_association.html")
    missions = managed_missions(user=user, now=timezone.now())
    state = request.GET.get("state", "")
    if state in MissionState.values:
        missions = missions.filter(state=state)
    page = Paginator(missions, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "entries": [
            {"mission": mission, "tone": tone_of(mission), "when": when_in_short(mission)} for mission in page
        ],
        "states": MissionState.choices,
        "state": state,
        "associations": associations,
        "section": "missions",
    }
    return render(request, "missions/manage.html", context)


@require_safe
@login_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """How a mission stands: its steps, what it lacks, and everything that can be done with it."""
    mission = mission_or_404(request, pk)
    now = timezone.now()
    points = still_to_say(mission, now=now)
    done = set(Step.values) if mission.published_at else set(mission.steps_done)
    writable = may_write_mission(request.user, mission)
    context = {
        "mission": mission,
        "tone": tone_of(mission),
        "steps": [
            {"code": step.value, "title": step.label, "is_done": step in done, "summary": summary}
            for step, summary in summaries(mission, now=now)
        ],
        "next_step": next((step for step in Step.values if step not in done), ""),
        "needed": [point for point in points if point.needed],
        "helpful": [point for point in points if not point.needed],
        "is_read_before": services.is_read_before(),
        "may_write": writable,
        "may_submit": writable and mission.state == MissionState.DRAFT,
        "may": {action: MISSION.allows(action, mission.state) for action in ("close", "reopen")}
        | {
            "cancel": mission.published_at is not None and MISSION.allows("cancel", mission.state),
            "delete": mission.state in ("draft", "submitted") and mission.published_at is None,
        },
        "pattern_form": PatternForm(initial={"name": mission.title}),
        "panels": overview_panels(request, mission),
        "section": "missions",
    }
    return render(request, "missions/overview.html", context)


def _post(action: Callable[[HttpRequest, Mission], HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that does something with a mission of hers, by POST; when somebody was quicker, it says so."""

    @require_POST
    @signed_in_to_post("missions:manage")
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        mission = mission_or_404(request, pk)
        if page := charter_to_sign(request, association=mission.association):
            return page
        try:
            return action(request, mission)
        except ForbiddenTransition:
            messages.warning(request, _("This mission is no longer in that state: here is how it stands."))
        except services.MissionIncomplete:
            messages.error(request, _("It is not ready yet: see what is still to be said."))
        except services.MissionIsKept:
            messages.error(request, _("This mission was published: it is closed or cancelled, not deleted."))
        return redirect("missions:edit", pk=pk)

    return view


@_post
def publish(request: HttpRequest, mission: Mission) -> HttpResponse:
    """Her word that it is ready: it is shown, or goes to the team first."""
    saved = services.submit_mission(mission=mission, by=signed_in(request), now=timezone.now())
    if saved.state == MissionState.PUBLISHED:
        messages.success(request, _("Your mission is published."))
    else:
        messages.success(
            request, _("Your mission is with the site’s team: you will have an e-mail once it is read.")
        )
    return redirect("missions:edit", pk=mission.pk)


@_post
def close(request: HttpRequest, mission: Mission) -> HttpResponse:
    """Stop taking requests."""
    services.close_mission(mission=mission, now=timezone.now())
    messages.success(request, _("Your mission is closed: it takes no more requests."))
    return redirect("missions:edit", pk=mission.pk)


@_post
def reopen(request: HttpRequest, mission: Mission) -> HttpResponse:
    """Take requests again."""
    services.reopen_mission(mission=mission, now=timezone.now())
    messages.success(request, _("Your mission takes requests again."))
    return redirect("missions:edit", pk=mission.pk)


@_post
def copy(request: HttpRequest, mission: Mission) -> HttpResponse:
    """A new draft that says the same, without dates to give it (`open`) or with."""
    open_ended = "open" in request.POST
    made = services.copy_mission(mission=mission, open_ended=open_ended)
    messages.success(
        request,
        _(
            "Here is a copy without fixed dates, as a draft. Whoever asked for a date of the first one keeps it there."
        )
        if open_ended
        else _("Here is a copy, as a draft: give it its dates."),
    )
    return redirect("missions:edit", pk=made.pk)


@_post
def keep(request: HttpRequest, mission: Mission) -> HttpResponse:
    """Keep its words as a model of the association's."""
    form = PatternForm(request.POST)
    if form.is_valid():
        keep_as_pattern(mission=mission, name=form.cleaned_data["name"])
        messages.success(request, _("It is kept among your models."))
    return redirect("missions:edit", pk=mission.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a draft: asked once, then done."""
    mission = mission_or_404(request, pk)
    if request.method != "POST":
        return render(request, "missions/delete.html", {"mission": mission})
    try:
        services.delete_draft(mission=mission)
    except services.MissionIsKept:
        messages.error(request, _("This mission was published: it is closed or cancelled, not deleted."))
        return redirect("missions:edit", pk=pk)
    messages.success(request, _("The draft “%(title)s” is deleted.") % {"title": mission.title})
    return redirect("missions:manage")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """It will not take place: why, then everyone concerned is told."""
    mission = mission_or_404(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.cancel_mission(
                mission=mission,
                reason=form.cleaned_data["reason"],
                by=signed_in(request),
                now=timezone.now(),
            )
        except ForbiddenTransition:
            messages.warning(request, _("This mission is no longer in that state: here is how it stands."))
        else:
            messages.success(request, _("The mission is cancelled, and everyone concerned is told."))
        return redirect("missions:edit", pk=pk)
    concerned = mission.participations.filter(state__in=ACTIVE).values("user").distinct().count()
    return render(request, "missions/cancel.html", {"mission": mission, "form": form, "concerned": concerned})


@require_POST
@signed_in_to_post("missions:manage")
def delete_pattern(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a model of her association's: asked once, then done."""
    pattern = get_object_or_404(Pattern.objects.select_related("association"), pk=pk)
    if pattern.association not in managed_associations(user=signed_in(request)):
        raise Http404
    if "sure" not in request.POST:
        context = {
            "question": _("Delete the model “%(name)s”?") % {"name": pattern.name},
            "consequence": _("Missions written from it stay as they are."),
            "yes": _("Yes, delete"),
            "back_url": f"{reverse('missions:patterns')}?association={pattern.association.slug}",
        }
        return render(request, "engagement/sure.html", context)
    pattern.delete()
    messages.success(request, _("The model “%(name)s” is deleted.") % {"name": pattern.name})
    return redirect("missions:manage")


def mission_or_404(request: HttpRequest, pk: int) -> Mission:
    """A mission that the person manages."""
    mission = get_object_or_404(Mission.objects.select_related("association__commune", "commune"), pk=pk)
    if not may_manage_mission(request.user, mission):
        raise Http404
    return mission
