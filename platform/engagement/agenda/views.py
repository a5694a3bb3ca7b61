"""Pages of the agenda: the list, a month, one event, coming to it, what one comes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from engagement.agenda.calendar_month import bounds, month_at, weeks_of, within_reach
from engagement.agenda.cards import event_line
from engagement.agenda.forms import AgendaSearchForm, ComingForm
from engagement.agenda.models import Event, EventState, Occurrence
from engagement.agenda.policies import may_manage_event
from engagement.agenda.selectors import (
    closest_occurrences,
    dates_to_come,
    events_by,
    events_on_map,
    find_event,
    missions_of_event,
    occurrences_between,
    registrations_of,
)
from engagement.agenda.services import ComingRefused, register, unregister
from engagement.agenda.structured import structured
from engagement.associations.models import Association, Public
from engagement.maps import points_of
from engagement.missions.cards import mission_card
from kernel.accounts.requests import signed_in, signed_in_to_post
from kernel.numbers import whole_number
from kernel.tenancy import current_territory
from kernel.tenancy.requests import territory_of
from kernel.ui.dates import date_format
from matching.search.maps import MOST_ON_MAP, map_context
from matching.taxonomy import CAUSE_CODES, cause
from tenants.geography.models import Commune

PAGE_SIZE = 30
#: Dates of a series that its page offers to choose from.
MOST_DATES = 8


@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """Dates to come, by day, filtered by time, place, cause, public. Each search has its address."""
    now = timezone.now()
    today = timezone.localdate(now)
    form = AgendaSearchForm(request.GET)
    search, found = closest_occurrences(search=form.search(today), now=now)
    form.count("cause", events_by("causes", search=replace(search, cause=""), now=now))
    form.count("public", events_by("publics", search=replace(search, public=""), now=now))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    association = _association(search.association)
    context = {
        "form": form,
        "page": page,
        "days": [] if search.sort else _by_day(page, max(today, search.first_day or today)),
        "lines": [event_line(one) | {"day": one.in_words} for one in page] if search.sort else [],
        "shortcuts": [
            {
                "label": label,
                "url": form.address(when=when, view=request.GET.get("view", "")),
                "current": form.value("when") == when,
            }
            for when, label in (
                ("", _("Everything to come")),
                ("today", _("Today")),
                ("weekend", _("This week-end")),
                ("week", _("This week")),
                ("month", _("This month")),
            )
        ],
        "association": association,
        "nearly": search.nearly,
        "wider_url": form.wider_url,
        "month": today,
        "feeds": _feeds(association=association, commune=form.value("place", None)),
        "search_ics": reverse("agenda:ics") + form.address() if form.active else "",
        "search_rss": reverse("agenda:rss") + form.address() if form.active else "",
    }
    on_a_map = map_context(request.GET, points="agenda:points")
    return render(request, "agenda/list.html", context | on_a_map)


@require_safe
def points(request: HttpRequest) -> JsonResponse:
    """The same search as points for the map, those of one place together; what is online has none."""
    now = timezone.now()
    search = AgendaSearchForm(request.GET).search(timezone.localdate(now))
    _search, found = closest_occurrences(search=search, now=now)
    return JsonResponse({"points": points_of(events_on_map(found)[:MOST_ON_MAP])})


@require_safe
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """A month as a table. 404 further than a year away."""
    today = timezone.localdate()
    try:
        first = date(year, month, 1)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
    if not within_reach(first, today):
        raise Http404
    start, end = bounds(first)
    weeks = weeks_of(first, occurrences_between(first=start, last=end), today=today)
    others = {"previous": month_at(first, -1), "next": month_at(first, 1)}
    context = {
        "first": first,
        "title": _month_in_words(first),
        "weekdays": [day.date for day in weeks[0]],
        "weeks": [
            [{"day": day, "events": [event_line(one) for one in day.occurrences]} for day in week]
            for week in weeks
        ],
        "is_empty": not any(day.occurrences for week in weeks for day in week if day.in_month),
        "leaves": {
            name: {"first": other, "label": _month_in_words(other)}
            for name, other in others.items()
            if within_reach(other, today)
        },
        "feeds": _feeds(),
    }
    return render(request, "agenda/month.html", context)


@require_safe
def subscribe(request: HttpRequest) -> HttpResponse:
    """The addresses to subscribe to, and how that is done."""
    territory = current_territory()
    communes = Commune.objects.filter(territories=territory.id) if territory else Commune.objects.none()
    with_events = communes.filter(
        pk__in=Event.objects.shown().filter(occurrences__ends_at__gt=timezone.now()).values("commune")
    )
    context = {
        "host": request.get_host(),
        "feeds": _feeds(),
        "communes": with_events.order_by("name"),
        "trail": [
            {"label": _("Agenda"), "url": reverse("agenda:list")},
            {"label": _("Subscribe to the agenda"), "url": ""},
        ],
    }
    return render(request, "agenda/subscribe.html", context)


@require_safe
def event_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One event, and the way to say that one comes."""
    return _show(request, _event_or_404(request, slug), form=None)


@require_POST
@signed_in_to_post("agenda:detail")
def come(request: HttpRequest, slug: str) -> HttpResponse:
    """“I am coming.” Refusals are said on the event's page."""
    event = _event_or_404(request, slug)
    occurrences = _open(dates_to_come(event=event, now=timezone.now()))
    form = ComingForm(request.POST, occurrences=occurrences)
    if not form.is_valid():
        return _show(request, event, form=form)
    try:
        register(
            occurrence_id=form.cleaned_data["occurrence"],
            user=signed_in(request),
            people=form.cleaned_data["people"],
            now=timezone.now(),
        )
    except ComingRefused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(
            request, _("It is noted: you are expected. Should that change, tell us on this page.")
        )
    return redirect(event)


@require_POST
@signed_in_to_post("agenda:detail")
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """“I am no longer coming”: the places are free at once."""
    event = _event_or_404(request, slug)
    occurrence = event.occurrences.filter(pk=whole_number(request.POST.get("occurrence")) or 0).first()
    if occurrence is not None:
        unregister(occurrence_id=occurrence.pk, user=signed_in(request))
        messages.success(request, _("It is noted: your place is free for somebody else."))
    return redirect(event)


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Where she said that she comes."""
    registrations = registrations_of(user=signed_in(request), now=timezone.now())
    page = Paginator(registrations, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "agenda/mine.html", {"page": page})


def _month_in_words(first: date) -> str:
    """“December 2026”."""
    return capfirst(date_format(first, pgettext("date format", "F Y")))


def _by_day(page: Any, first: date) -> list[dict[str, Any]]:
    """The page's dates under the day on which they begin; what has begun before stands under the first."""

    def day_of(occurrence: Occurrence) -> date:
        return max(first, timezone.localdate(occurrence.starts_at))

    return [
        {"date": day, "label": _day_label(day), "lines": [event_line(one) for one in occurrences]}
        for day, occurrences in groupby(sorted(page, key=day_of), key=day_of)
    ]


def _day_label(day: date) -> str:
    """“Saturday 5 December”, with the year when it is another one."""
    words = capfirst(date_format(day, pgettext("date format", "l j F")))
    return words if day.year == timezone.localdate().year else f"{words} {day.year}"


def _feeds(*, association: Association | None = None, commune: Commune | None = None) -> dict[str, str]:
    """The feeds that go with a page: `ics` and `rss`."""
    if association is not None:
        return {
            kind: reverse(f"agenda:association_{kind}", kwargs={"slug": association.slug})
            for kind in ("ics", "rss")
        }
    if commune is not None:
        return {
            kind: reverse(f"agenda:commune_{kind}", kwargs={"commune": commune.pk}) for kind in ("ics", "rss")
        }
    return {kind: reverse(f"agenda:{kind}") for kind in ("ics", "rss")}


def _association(slug: str) -> Association | None:
    return Association.objects.published().filter(slug=slug).first() if slug else None


def _event_or_404(request: HttpRequest, slug: str) -> Event:
    event = find_event(slug=slug)
    if event is None or not (event.is_public or may_manage_event(request.user, event)):
        raise Http404
    return event


def _open(occurrences: list[Occurrence]) -> list[Occurrence]:
    """Those one can still say that one comes to."""
    now = timezone.now()
    return [one for one in occurrences if one.starts_at > now and one.places_left != 0][:MOST_DATES]


def _show(request: HttpRequest, event: Event, *, form: ComingForm | None) -> HttpResponse:
    now = timezone.now()
    occurrences = dates_to_come(event=event, now=now)
    user = request.user
    registrations = list(registrations_of(user=user, event=event, now=now)) if user.is_authenticated else []
    coming_to = {registration.occurrence_id for registration in registrations}
    choices = [one for one in _open(occurrences) if one.pk not in coming_to]
    context = {
        "event": event,
        "trail": [
            {"label": _("Agenda"), "url": reverse("agenda:list")},
            {"label": event.title, "url": ""},
        ],
        "standing": _standing(event, occurrences, choices),
        "next": occurrences[0] if occurrences else None,
        "facts": structured(
            event,
            date=occurrences[0] if occurrences else None,
            base_url=territory_of(request).base_url,
        ),
        "others": occurrences[1 : MOST_DATES + 1],
        "more": max(0, len(occurrences) - MOST_DATES - 1),
        "last": None if occurrences else event.occurrences.order_by("-starts_at").first(),
        "registrations": registrations,
        "form": form or ComingForm(occurrences=choices),
        "missions": [mission_card(one, level=3) for one in missions_of_event(event=event, now=now)],
        "causes": [cause(code).label for code in event.causes if code in CAUSE_CODES],
        "publics": [Public(code).label for code in event.publics if code in Public.values],
        "may_manage": may_manage_event(user, event),
    }
    return render(request, "agenda/detail.html", context)


def _standing(event: Event, occurrences: list[Occurrence], choices: list[Occurrence]) -> str:
    """What the visitor may do: `hidden`, `cancelled`, `past`, `free` (one just comes), `full`, `open`."""
    if event.state == EventState.CANCELLED:
        return "cancelled"
    if event.state != EventState.PUBLISHED:
        return "hidden"
    if not occurrences:
        return "past"
    if not event.takes_registrations:
        return "free"
    return "open" if choices else "full"
