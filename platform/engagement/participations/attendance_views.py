"""The attendance sheet of a slot, or of a mission without slots: filled in on a telephone, or printed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from engagement.missions.models import Mission, Slot
from engagement.missions.policies import may_manage_mission
from engagement.participations.attendance import (
    expected_people,
    record_attendance,
    sheets_of,
    usual_hours,
)
from engagement.participations.forms import AttendanceForm
from engagement.participations.models import Participation, ParticipationState
from engagement.participations.refusals import NotBegunYet
from kernel.accounts.requests import signed_in
from kernel.lifecycle import ForbiddenTransition

PAGE_SIZE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """The dates of a mission, each with its sheet; the sheet itself for a mission without dates."""
    mission = _mission_or_404(request, pk)
    if not mission.slots.exists():
        return _sheet(request, mission, None)
    context = {
        "mission": mission,
        "page": Paginator(sheets_of(mission=mission), PAGE_SIZE).get_page(request.GET.get("page")),
        "now": timezone.now(),
        "section": "missions",
    }
    return render(request, "participations/attendance.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sheet(request: HttpRequest, pk: int, slot_id: int) -> HttpResponse:
    """Who was expected on one date."""
    mission = _mission_or_404(request, pk)
    return _sheet(request, mission, get_object_or_404(mission.slots, pk=slot_id))


def _sheet(request: HttpRequest, mission: Mission, slot: Slot | None) -> HttpResponse:
    now = timezone.now()
    start, end = (slot.starts_at, slot.ends_at) if slot else (mission.starts_at, mission.ends_at)
    usual = usual_hours(start, end)
    people = list(expected_people(mission=mission, slot=slot))
    forms = [
        AttendanceForm(request.POST or None, prefix=f"p{one.pk}", initial=_initial(one, usual=usual))
        for one in people
    ]
    if request.method == "POST" and all(form.is_valid() for form in forms):
        _record(request, list(zip(people, forms, strict=True)))
        return redirect(request.path)
    context = {
        "mission": mission,
        "slot": slot,
        "rows": [
            {"name": one.user.masked_name, "state": one.get_state_display(), "form": form}
            for one, form in zip(people, forms, strict=True)
        ],
        "has_begun": start is None or start <= now,
        "has_errors": any(form.errors for form in forms) if request.method == "POST" else False,
        "section": "missions",
    }
    return render(request, "participations/sheet.html", context)


def _initial(participation: Participation, *, usual: Any) -> dict[str, Any]:
    presence = {ParticipationState.ATTENDED: "present", ParticipationState.ABSENT: "absent"}
    hours = participation.hours if participation.state == ParticipationState.ATTENDED else usual
    return {"presence": presence.get(ParticipationState(participation.state), ""), "hours": hours}


def _record(request: HttpRequest, lines: list[tuple[Participation, AttendanceForm]]) -> None:
    now, number = timezone.now(), 0
    for participation, form in lines:
        presence = form.cleaned_data["presence"]
        if not presence:
            continue
        try:
            record_attendance(
                participation=participation,
                present=presence == "present",
                hours=form.cleaned_data["hours"],
                recorded_by=signed_in(request),
                now=now,
            )
        except NotBegunYet as refusal:
            messages.warning(request, refusal.message)
            return
        except ForbiddenTransition:
            name = participation.user.masked_name
            messages.warning(request, _("%(name)s withdrew in the meantime.") % {"name": name})
        else:
            number += 1
    said = ngettext("%(number)s presence noted.", "%(number)s presences noted.", number)
    messages.success(request, said % {"number": number})


def _mission_or_404(request: HttpRequest, pk: int) -> Mission:
    mission = get_object_or_404(Mission.objects.select_related("association", "commune"), pk=pk)
    if not may_manage_mission(request.user, mission):
        raise Http404
    return mission
