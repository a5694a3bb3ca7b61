"""The form of a mission, step by step: each is saved as one goes, as a draft, and can be left and come back to."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from engagement.associations.models import Association
from engagement.associations.selectors import managed_associations
from engagement.charter.gate import charter_to_sign
from engagement.missions import services
from engagement.missions.dates import (
    CapacityBelowTaken,
    HasHadDates,
    SlotHasPeople,
    SlotIsGone,
    has_been_asked_for,
)
from engagement.missions.enums import ACTIVE, MissionState, Step
from engagement.missions.manage_views import mission_or_404
from engagement.missions.models import Mission
from engagement.missions.patterns import pattern_named, shared_patterns, start_from_pattern
from engagement.missions.policies import may_write_mission
from engagement.missions.schedule_forms import DATES, OPEN, TimeForm, slots_of
from engagement.missions.selectors import find_mission
from engagement.missions.step_forms import STEP_FORMS, NeedForm
from engagement.missions.views import page_context
from kernel.accounts.requests import signed_in
from kernel.numbers import whole_number

PAGE_SIZE = 20
_REFUSALS = (SlotHasPeople, SlotIsGone, CapacityBelowTaken, HasHadDates)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def create(request: HttpRequest) -> HttpResponse:
    """The first step of a new mission, which makes the draft. With several associations, one says whose first."""
    association = _association(request)
    if association is None:
        return _choose(request, "missions:create")
    if page := charter_to_sign(request, association=association):
        return page
    form = NeedForm(request.POST or None, initial={"causes": association.causes})
    if request.method == "POST" and form.is_valid():
        mission = services.draft_mission(
            association=association,
            content=services.MissionContent(
                **form.values(None),
                publics=list(association.publics),
                commune_id=association.commune_id,
                latitude=association.latitude,
                longitude=association.longitude,
                street=association.street,
            ),
            steps=[Step.NEED],
        )
        return _onwards(request, mission, Step.NEED)
    return render(request, "missions/step.html", _context(form, association, mission=None))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def patterns(request: HttpRequest) -> HttpResponse:
    """Models to start from: those of every territory, and the association's own."""
    association = _association(request)
    if association is None:
        return _choose(request, "missions:patterns")
    if page := charter_to_sign(request, association=association):
        return page
    if request.method == "POST":
        chosen = request.POST.get("pattern", "")
        key = whole_number(chosen)
        content = (
            pattern_named(chosen) if key is None else get_object_or_404(association.patterns, pk=key).content
        )
        if content is None:
            raise Http404
        mission = start_from_pattern(association=association, content=content)
        messages.success(request, _("The model is yours: change whatever you like, step by step."))
        return redirect("missions:step", pk=mission.pk, step=Step.NEED)
    context = {
        "association": association,
        "shared": shared_patterns(),
        "own": Paginator(association.patterns.all(), PAGE_SIZE).get_page(request.GET.get("page")),
        "section": "missions",
    }
    return render(request, "missions/patterns.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """One step of a mission, read and written."""
    mission = mission_or_404(request, pk)
    if step not in Step.values or not may_write_mission(request.user, mission):
        raise Http404
    if page := charter_to_sign(request, association=mission.association):
        return page
    if step == Step.TIME:
        return _time(request, mission)
    form_class = STEP_FORMS[Step(step)]
    form = form_class(request.POST or None, initial=form_class.initial_of(mission))
    if request.method == "POST" and form.is_valid():
        saved = services.write_mission(
            mission=mission,
            values=form.values(mission),
            step=Step(step),
            by=signed_in(request),
            now=timezone.now(),
        )
        if saved.state == MissionState.SUBMITTED and mission.state == MissionState.PUBLISHED:
            messages.info(
                request, _("The site’s team reads the new text; your mission is back on the site after that.")
            )
        return _onwards(request, saved, Step(step))
    return render(request, "missions/step.html", _context(form, mission.association, mission=mission))


@require_safe
@login_required
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """A mission as a citizen will see it, whatever its state."""
    mission = find_mission(slug=mission_or_404(request, pk).slug)
    assert mission is not None
    mission.state = MissionState.PUBLISHED  # in this process's memory only
    context = page_context(request, mission, user=AnonymousUser(), form=None)
    return render(request, "missions/preview.html", context)


def _time(request: HttpRequest, mission: Mission) -> HttpResponse:
    keeps_dates = has_been_asked_for(mission)
    form = TimeForm(request.POST or None, initial=TimeForm.initial_of(mission), keeps_dates=keeps_dates)
    slots = slots_of(mission, request.POST or None)
    if request.method == "POST" and form.is_valid():
        rhythm = form.cleaned_data["rhythm"]
        if rhythm == OPEN or slots.is_valid():
            if rhythm == DATES and not slots.remains:
                form.add_error(None, _("Give at least one date."))
            else:
                try:
                    saved = services.schedule_mission(
                        mission=mission, when=form.when(slots), by=signed_in(request), now=timezone.now()
                    )
                except _REFUSALS as refusal:
                    form.refuse(refusal)
                else:
                    return _onwards(request, saved, Step.TIME)
    context = _context(form, mission.association, mission=mission) | {
        "slots": slots,
        "keeps_dates": keeps_dates,
        "weekly_fields": [form[name] for name in TimeForm.RHYTHMS["weekly"]],
        "open_fields": [form[name] for name in TimeForm.RHYTHMS["open"]],
    }
    return render(request, "missions/step_time.html", context)


def _onwards(request: HttpRequest, mission: Mission, step: Step) -> HttpResponse:
    """To the next step of a draft, or to its overview: after the last, when she stops here, or when it is no draft."""
    order = list(Step)
    last = step == order[-1]
    if "later" in request.POST:
        messages.success(request, _("Your draft is kept: come back to it whenever you like."))
        return redirect("missions:manage")
    if mission.published_at or last or "overview" in request.POST:
        messages.success(request, _("It is saved."))
        return redirect("missions:edit", pk=mission.pk)
    return redirect("missions:step", pk=mission.pk, step=order[order.index(step) + 1])


def _context(form: Any, association: Association, *, mission: Mission | None) -> dict[str, Any]:
    order = list(Step)
    number = order.index(form.step)
    concerned = bool(
        mission and mission.published_at and mission.participations.filter(state__in=ACTIVE).exists()
    )
    return {
        "form": form,
        "association": association,
        "mission": mission,
        "step": form.step,
        "title": form.step.label,
        "number": number + 1,
        "total": len(order),
        "steps": [{"code": one.value, "title": one.label, "is_current": one == form.step} for one in order],
        "previous": order[number - 1].value if number else "",
        "is_first_time": mission is None or mission.published_at is None,
        "is_concerned": concerned,
        "is_read_again": bool(
            mission
            and mission.state == MissionState.PUBLISHED
            and form.step != Step.TIME
            and services.is_read_before()
        ),
        "section": "missions",
    }


def _association(request: HttpRequest) -> Association | None:
    """The association that a new mission is for; None when she has to choose. 404 for who manages none."""
    associations = list(managed_associations(user=signed_in(request)))
    if not associations:
        raise Http404
    slug = request.GET.get("association", "")
    if not slug and len(associations) == 1:
        return associations[0]
    return next((one for one in associations if one.slug == slug), None)


def _choose(request: HttpRequest, page: str) -> HttpResponse:
    context = {
        "associations": managed_associations(user=signed_in(request)),
        "page_name": page,
        "section": "missions",
    }
    return render(request, "missions/choose_association.html", context)
