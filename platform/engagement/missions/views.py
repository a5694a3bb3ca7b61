"""Pages of missions for citizens: the list, one mission, asking to take part."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from engagement.associations.models import Public
from engagement.availability import availability_in_words
from engagement.charter.gate import charter_signed
from engagement.distances import distance_in_words
from engagement.facets import rows_by
from engagement.maps import points_of
from engagement.missions.cards import mission_card
from engagement.missions.elsewhere import cards_from_elsewhere
from engagement.missions.enums import Remote
from engagement.missions.forms import MissionSearchForm
from engagement.missions.models import Mission, MissionQuerySet
from engagement.missions.panels import page_panels
from engagement.missions.policies import may_manage_mission, may_see_mission
from engagement.missions.presenters import rule_in_words, span, standing
from engagement.missions.selectors import (
    MissionSearch,
    closest_missions,
    find_mission,
    from_home,
    missions_by_public,
    on_map,
    search_missions,
    slots_to_come,
)
from engagement.missions.structured import structured
from engagement.participations.presenters import own_entry
from engagement.participations.questions import questions_of
from engagement.participations.refusals import ParticipationRefused
from engagement.participations.request_forms import ParticipationForm
from engagement.participations.selectors import active_participations
from engagement.participations.services import join_waiting_list, request_participation
from engagement.volunteers.selectors import home_of, profile_of
from kernel.accounts.models import User
from kernel.accounts.requests import signed_in, signed_in_to_post
from kernel.tenancy.requests import territory_of
from matching.search.forms import address_around
from matching.search.maps import MOST_ON_MAP, map_context, same_search
from matching.taxonomy import CAUSE_CODES, SKILL_CODES, cause, skill

PAGE_SIZE = 12
#: Dates shown at once on a mission's page; the others unfold.
FIRST_SLOTS = 6
#: Standings in which there is no place to be had.
_ENDED = frozenset({"closed", "over", "cancelled"})


@require_safe
def mission_list(request: HttpRequest) -> HttpResponse:
    """Missions filtered by place and radius, cause, date, words. Each search has its address.

    A browser that says where it is (`lat`, `lon`) is sent to the search around its commune: nobody's position stays in
    an address that one may share.
    """
    if (here := address_around(request.GET)) is not None:
        return redirect(reverse("missions:list") + here)
    form = MissionSearchForm(request.GET)
    search, missions = _found(request, form)
    now = timezone.now()
    form.count("cause", rows_by("causes", search_missions(search=replace(search, cause=""), now=now)))
    form.count("public", missions_by_public(search=search, now=now))
    page = Paginator(missions, PAGE_SIZE).get_page(request.GET.get("page"))
    on_a_map = map_context(request.GET, points="missions:points")
    context = {
        "form": form,
        "page": page,
        "nearly": search.nearly,
        "feed_url": reverse("agenda:missions_rss") + same_search(request.GET, view=""),
        "cards": [mission_card(mission, level=2) for mission in page],
        "wider_url": form.wider_url,
        "from_home": from_home(missions) if on_a_map["with_map"] else 0,
        "from_home_url": same_search(request.GET, view="", remote="remote"),
        "elsewhere": [] if page.has_next() else cards_from_elsewhere(search, now=timezone.now()),
    }
    return render(request, "missions/list.html", context | on_a_map)


@require_safe
def points(request: HttpRequest) -> JsonResponse:
    """The same search as points for the map, those of one spot together."""
    _search, missions = _found(request, MissionSearchForm(request.GET))
    return JsonResponse({"points": points_of(on_map(missions)[:MOST_ON_MAP])})


def _found(request: HttpRequest, form: MissionSearchForm) -> tuple[MissionSearch, MissionQuerySet]:
    now = timezone.now()
    search = form.search(timezone.localdate(now), home=home_of(profile_of(request.user)))
    return closest_missions(search=search, now=now)


@require_safe
def mission_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One mission, and the way to take part in it."""
    return _show(request, _mission_or_404(request, slug), form=None)


@require_POST
@signed_in_to_post("missions:detail")
@charter_signed
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask to take part. Refusals are said on the mission's page."""
    mission = _mission_or_404(request, slug)
    now = timezone.now()
    form = ParticipationForm(
        request.POST,
        slots=slots_to_come(mission=mission, now=now),
        questions=questions_of(mission=mission),
        is_full="wait" in request.POST,
    )
    if not form.is_valid():
        return _show(request, mission, form=form)
    wish = form.wish()
    ask = join_waiting_list if wish.waits else request_participation
    try:
        ask(
            mission_id=mission.pk,
            slot_id=wish.slot_id,
            user=signed_in(request),
            message=form.cleaned_data["message"],
            replies=form.replies(),
            now=now,
        )
    except ParticipationRefused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _sent(mission, waits=wish.waits))
    return redirect(mission)


def _sent(mission: Mission, *, waits: bool) -> str:
    if waits:
        return _("You are on the waiting list. An e-mail tells you when a place is yours to take.")
    return _("Your request is on its way to %(association)s. You will have the answer by e-mail.") % {
        "association": mission.association.name
    }


def _mission_or_404(request: HttpRequest, slug: str) -> Mission:
    mission = find_mission(slug=slug)
    if mission is None or not may_see_mission(request.user, mission):
        raise Http404
    return mission


def _show(request: HttpRequest, mission: Mission, *, form: ParticipationForm | None) -> HttpResponse:
    context = page_context(request, mission, user=request.user, form=form)
    return render(request, "missions/detail.html", context)


def page_context(
    request: HttpRequest, mission: Mission, *, user: User | AnonymousUser, form: ParticipationForm | None
) -> dict[str, Any]:
    """What the page of a mission of `find_mission` says to `user`, by the names of its template."""
    now = timezone.now()
    slots = slots_to_come(mission=mission, now=now)
    home = home_of(profile_of(user))
    mine = active_participations(user=user, mission=mission) if user.is_authenticated else []
    asked = {participation.slot_id for participation in mine}
    open_slots = [slot for slot in slots if slot.pk not in asked]
    state = standing(mission, slots=slots, open_slots=open_slots, is_mine=bool(mine), now=now)
    if form is None and user.is_authenticated and state in ("open", "full"):
        questions = questions_of(mission=mission)
        form = ParticipationForm(slots=open_slots, questions=questions, is_full=state == "full")
    return {
        "mission": mission,
        "viewer": user,
        "trail": [
            {"label": _("Missions"), "url": reverse("missions:list")},
            {"label": mission.title, "url": ""},
        ],
        "state": state,
        "is_manager": may_manage_mission(user, mission),
        "first_slots": slots[:FIRST_SLOTS],
        "more_slots": slots[FIRST_SLOTS:],
        "slots": slots,
        "mine": [own_entry(one, user=user, now=now) for one in mine],
        "form": form,
        "places_left": None if slots or state in _ENDED else mission.places_left,
        "causes": [cause(code).label for code in mission.causes if code in CAUSE_CODES],
        "skills": [skill(code).label for code in mission.skills if code in SKILL_CODES],
        "publics": [Public(code).label for code in mission.publics if code in Public.values],
        "span": span(mission),
        "week": availability_in_words(mission.availability),
        "rule": rule_in_words(mission),
        "distance": distance_in_words(home.kilometres_to(mission))
        if home and mission.remote != Remote.FULL
        else "",
        "share_url": request.build_absolute_uri(mission.get_absolute_url()),
        "panels": page_panels(request, mission),
        "facts": structured(mission, slots=slots, base_url=territory_of(request).base_url),
    }
