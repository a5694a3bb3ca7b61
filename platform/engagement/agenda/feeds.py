"""What calendars and news readers subscribe to: public facts only, with absolute addresses.

A calendar holds one entry a date rather than rules of recurrence: every program reads it alike, in any time zone. The
answers carry an ETag of their content and no date of change: what is withdrawn must vanish from a reader that asks
“only if newer”.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe
from icalendar import Calendar
from icalendar import Event as CalendarEntry

from engagement.agenda.forms import AgendaSearchForm
from engagement.agenda.models import Event, EventState, Occurrence, OccurrenceQuerySet
from engagement.agenda.selectors import MOST_IN_A_FEED, closest_occurrences, feed_events, feed_occurrences
from engagement.agenda.words import dates_in_words
from engagement.associations.models import Association
from engagement.missions.forms import MissionSearchForm
from engagement.missions.selectors import closest_missions
from kernel.tenancy import current_territory
from matching.search.maps import same_search
from tenants.geography.models import Commune

#: How long a program may wait before it asks again, in seconds.
FRESH_FOR = 900
MOST_MISSIONS = 50

kept = cache_control(public=True, max_age=FRESH_FOR)


@require_safe
@conditional_page
@kept
def agenda_ics(request: HttpRequest) -> HttpResponse:
    """The territory's agenda: all of it, or what answers to a search of the list."""
    found = _searched(request)
    return _calendar(_site_name(), feed_occurrences(now=timezone.now()) if found is None else found)


@require_safe
@conditional_page
@kept
def agenda_rss(request: HttpRequest) -> HttpResponse:
    """Its events, the latest told first: all of them, or those that answer to a search of the list."""
    found = _searched(request)
    url = reverse("agenda:list") + ("" if found is None else same_search(request.GET))
    return _events(_site_name(), url, feed_events(now=timezone.now(), among=found))


@require_safe
@conditional_page
@kept
def association_ics(request: HttpRequest, slug: str) -> HttpResponse:
    """The events of a published association."""
    association = _association(slug)
    return _calendar(association.name, feed_occurrences(now=timezone.now(), association=association))


@require_safe
@conditional_page
@kept
def association_rss(request: HttpRequest, slug: str) -> HttpResponse:
    association = _association(slug)
    events = feed_events(now=timezone.now(), association=association)
    return _events(association.name, association.get_absolute_url(), events)


@require_safe
@conditional_page
@kept
def commune_ics(request: HttpRequest, commune: str) -> HttpResponse:
    """What happens in a commune of the territory."""
    place = _commune(commune)
    return _calendar(
        f"{place.name} — {_site_name()}", feed_occurrences(now=timezone.now(), commune_id=place.pk)
    )


@require_safe
@conditional_page
@kept
def commune_rss(request: HttpRequest, commune: str) -> HttpResponse:
    place = _commune(commune)
    events = feed_events(now=timezone.now(), commune_id=place.pk)
    url = f"{reverse('agenda:list')}?place={place.pk}"
    return _events(f"{place.name} — {_site_name()}", url, events)


@require_safe
@conditional_page
@kept
def event_ics(request: HttpRequest, slug: str) -> HttpResponse:
    """The dates of one event, to keep in one's calendar."""
    event = get_object_or_404(Event.objects.shown(), slug=slug)
    dates = event.occurrences.to_come(timezone.now()).select_related("event__association", "event__commune")
    response = _calendar(event.title, dates)
    response["Content-Disposition"] = f'attachment; filename="{event.slug[:60]}.ics"'
    return response


@require_safe
@conditional_page
@kept
def missions_rss(request: HttpRequest) -> HttpResponse:
    """The missions one can take part in, the latest first: all, or those that answer to a search of the list."""
    now = timezone.now()
    search = MissionSearchForm(request.GET).search(timezone.localdate(now))
    _search, found = closest_missions(search=search, now=now)
    missions = found.order_by("-published_at", "pk")
    title = _("Missions — %(site)s") % {"site": _site_name()}
    feed = _feed(title, reverse("missions:list") + same_search(request.GET))
    for mission in missions[:MOST_MISSIONS]:
        url = _absolute(mission.get_absolute_url())
        feed.add_item(
            title=mission.title,
            link=url,
            unique_id=url,
            description=Truncator(
                f"{mission.association.name}, {mission.commune.name}. {mission.need}"
            ).words(60),
            pubdate=mission.published_at,
        )
    return _rss(feed)


def _searched(request: HttpRequest) -> OccurrenceQuerySet | None:
    """The dates that a search of the agenda finds; None when nothing is searched for."""
    form = AgendaSearchForm(request.GET)
    if not form.active:
        return None
    now = timezone.now()
    search = replace(form.search(timezone.localdate(now)), sort="")
    return closest_occurrences(search=search, now=now)[1][:MOST_IN_A_FEED]


def _calendar(name: str, occurrences: Iterable[Occurrence]) -> HttpResponse:
    calendar = Calendar()
    calendar.add("prodid", "-//Maillage//agenda//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for occurrence in occurrences:
        calendar.add_component(_entry(occurrence))
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")


def _entry(occurrence: Occurrence) -> CalendarEntry:
    event = occurrence.event
    entry = CalendarEntry()
    entry.add("uid", f"evenement-{event.pk}-{occurrence.pk}@{_host()}")
    entry.add("dtstamp", event.updated_at)
    entry.add("last-modified", event.updated_at)
    start, end = timezone.localtime(occurrence.starts_at), timezone.localtime(occurrence.ends_at)
    if event.all_day:
        entry.add("dtstart", start.date())
        entry.add("dtend", end.date())
    else:
        entry.add("dtstart", occurrence.starts_at.astimezone(UTC))
        entry.add("dtend", occurrence.ends_at.astimezone(UTC))
    cancelled = event.state == EventState.CANCELLED
    entry.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    entry.add("summary", _("Cancelled: %(title)s") % {"title": event.title} if cancelled else event.title)
    entry.add("location", event.place_in_words or _("Online"))
    entry.add("description", _description(event))
    entry.add("url", _absolute(event.get_absolute_url()))
    return entry


def _events(title: str, url: str, events: Iterable[Event]) -> HttpResponse:
    feed = _feed(_("Agenda — %(name)s") % {"name": title}, url)
    for event in events:
        link = _absolute(event.get_absolute_url())
        when = dates_in_words(
            event.next_at,  # type: ignore[attr-defined]  # annotated by feed_events
            event.next_at + (event.ends_at - event.starts_at),  # type: ignore[attr-defined]
            all_day=event.all_day,
        )
        cancelled = event.state == EventState.CANCELLED
        feed.add_item(
            title=_("Cancelled: %(title)s") % {"title": event.title} if cancelled else event.title,
            link=link,
            unique_id=link,
            description=f"{when}. {event.place_in_words or _('Online')}. {_description(event)}",
            pubdate=event.published_at,
        )
    return _rss(feed)


def _description(event: Event) -> str:
    """Who organises, and what will happen."""
    organiser = f"{event.association.name}. " if event.association else ""
    return organiser + Truncator(event.description).words(80)


def _feed(title: str, url: str) -> Rss201rev2Feed:
    return Rss201rev2Feed(title=title, link=_absolute(url), description=title, language="fr")


def _rss(feed: Any) -> HttpResponse:
    return HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


def _association(slug: str) -> Association:
    return get_object_or_404(Association.objects.published(), slug=slug)


def _commune(code: str) -> Commune:
    territory = current_territory()
    return get_object_or_404(Commune, pk=code, territories=territory.id if territory else None)


def _absolute(path: str) -> str:
    territory = current_territory()
    return f"{territory.base_url if territory else ''}{path}"


def _host() -> str:
    territory = current_territory()
    return territory.primary_host if territory else "localhost"


def _site_name() -> str:
    territory = current_territory()
    return territory.name if territory else ""
