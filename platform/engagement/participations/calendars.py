"""What one takes part in as calendar files (RFC 5545): one for each participation, and a private feed.

An entry keeps its UID for good, and its SEQUENCE grows with each change, so that calendars replace it. It names the
association, never a person; its organizer is the platform's own address, which RFC 5546 wants and nobody reads.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from engagement.missions.models import Mission, Remote
from engagement.participations.models import CalendarFeed, Participation, ParticipationState
from kernel.accounts.models import User
from kernel.tenancy import current_territory

#: What is past stays in the feed for a while, so that calendars keep it.
_KEPT = timedelta(days=365)
_HELD = (ParticipationState.ACCEPTED, ParticipationState.ATTENDED)


def is_dated(participation: Participation) -> bool:
    """Whether it can stand in a calendar."""
    return participation.starts_at is not None


def entry_file(participation: Participation, *, now: datetime) -> bytes:
    """The calendar file of one participation: an entry while she is expected, else its cancellation."""
    held = participation.state in _HELD
    calendar = _calendar("PUBLISH" if held else "CANCEL")
    calendar.add_component(_event(participation, now=now, cancelled=not held))
    return calendar.to_ical()


def feed_file(participations: Iterable[Participation], *, now: datetime) -> bytes:
    """The calendar file of all that is dated among these."""
    calendar = _calendar("PUBLISH")
    territory = current_territory()
    calendar.add("x-wr-calname", _("My missions, %(site)s") % {"site": territory.name if territory else ""})
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for participation in participations:
        calendar.add_component(_event(participation, now=now, cancelled=False))
    return calendar.to_ical()


def feed_of(*, token: str) -> CalendarFeed | None:
    """The feed that this address names, if its person can still sign in."""
    return CalendarFeed.objects.select_related("user").filter(token=token, user__is_active=True).first()


def feed_rows(*, user: User, now: datetime) -> Iterable[Participation]:
    """What she takes part in that has a date, with what an entry says. One query."""
    rows = (
        Participation.objects.filter(user=user, state__in=_HELD)
        .select_related("mission__association", "mission__commune", "slot")
        .order_by("pk")
    )
    since = now - _KEPT
    return [row for row in rows if row.starts_at is not None and row.starts_at > since]


@transaction.atomic
def open_feed(*, user: User, now: datetime) -> CalendarFeed:
    """Give her calendar a new private address; the former one, if any, leads nowhere from now on."""
    feed, _made = CalendarFeed.objects.update_or_create(
        user=user, defaults={"token": secrets.token_urlsafe(32), "created_at": now}
    )
    return feed


def feed_opened_at(*, user: User) -> datetime | None:
    """Since when she has a private address; None without one."""
    return CalendarFeed.objects.filter(user=user).values_list("created_at", flat=True).first()


def close_feed(*, user: User) -> None:
    """End the private address."""
    CalendarFeed.objects.filter(user=user).delete()


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Maillage//FR")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _event(participation: Participation, *, now: datetime, cancelled: bool) -> Event:
    mission, start = participation.mission, participation.starts_at
    assert start is not None
    territory = current_territory()
    host = territory.primary_host if territory else "maillage.invalid"
    site = territory.base_url if territory else ""
    event = Event()
    event.add("uid", f"participation-{participation.pk}@{host}")
    event.add("sequence", participation.calendar_sequence)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", start.astimezone(UTC))
    if participation.ends_at is not None:
        event.add("dtend", participation.ends_at.astimezone(UTC))
    event.add("summary", mission.title)
    event.add("description", _description(mission, site))
    event.add("url", site + mission.get_absolute_url())
    if mission.remote != Remote.FULL:
        where = [mission.place_name, mission.street, mission.commune.name]
        event.add("location", ", ".join(filter(None, where)))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    organizer = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    organizer.params["CN"] = vText(mission.association.name)
    event.add("organizer", organizer)
    return event


def _description(mission: Mission, site: str) -> str:
    return _("%(association)s is expecting you. Can you no longer come? Say so here: %(address)s") % {
        "association": mission.association.name,
        "address": site + reverse("participations:mine"),
    }
