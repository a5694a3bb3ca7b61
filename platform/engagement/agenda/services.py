"""Writes events, their dates, and who comes.

An event's row is the lock of its dates and places: whoever lays out its dates or comes to one holds it, so that the
last place goes to one person.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from engagement.agenda import mails
from engagement.agenda.models import Event, EventState, Frequency, Occurrence, Registration
from engagement.agenda.recurrence import HORIZON, dates
from engagement.agenda.states import EVENT
from engagement.associations.models import Association
from engagement.missions.dates import SlotContent
from engagement.missions.enums import Step
from engagement.missions.models import Mission
from engagement.missions.services import MissionContent, When, draft_mission, schedule_mission
from engagement.rules.models import ModerationPolicy
from engagement.rules.selectors import current_rules
from engagement.slugs import free_slug
from kernel.accounts.models import User
from kernel.audit.services import record
from kernel.lifecycle import ForbiddenTransition
from kernel.tenancy.storage import discard_on_commit

logger = logging.getLogger(__name__)

#: Places that a mission drafted from an event offers on each date, until its association says how many.
HANDS = 4
#: What the team reads, besides the picture. A change of these is a change of words; dates and numbers are facts.
WORDS = ("title", "description", "online_url", "place_name", "price", "accessibility", "picture_alt")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventContent:
    """All that is said of an event. Datetimes are aware, coordinates WGS 84 degrees.

    `picture`: a new one, already re-encoded (`pictures.clean_picture`); None keeps what is there, False takes it away.
    """

    title: str
    description: str
    commune_id: str
    latitude: float
    longitude: float
    starts_at: datetime
    ends_at: datetime
    all_day: bool = False
    frequency: str = Frequency.ONCE.value
    until: date | None = None
    except_days: list[date] = field(default_factory=list)
    causes: list[str] = field(default_factory=list)
    publics: list[str] = field(default_factory=list)
    online: bool = False
    online_url: str = ""
    place_name: str = ""
    street: str = ""
    capacity: int | None = None
    takes_registrations: bool = True
    price: str = ""
    accessibility: str = ""
    picture: ContentFile[bytes] | bool | None = None
    picture_alt: str = ""
    picture_is_decorative: bool = False


class ComingRefused(Exception):
    """One cannot come; `message` says why, to the person who asked."""

    message = _("This is not possible.")


class EventIsOver(ComingRefused):
    message = _("One can no longer register for this date.")


class EventIsFull(ComingRefused):
    message = _("There are not so many places left.")


@transaction.atomic
def save_event(
    *, association: Association | None, content: EventContent, now: datetime, event: Event | None = None
) -> Event:
    """Write a new draft, or the new text of `event`, and lay out its dates. Those who come are told of a new hour.

    Where the team reads before, a published one whose words change goes back to it; people keep their places.
    """
    if event is None:
        slug = free_slug(content.title, among=Event.objects.all(), default="evenement")
        event = Event(association=association, slug=slug)
    else:
        event = _lock(event.pk)
    words_were = [getattr(event, name) for name in WORDS]
    for column in fields(content):
        if column.name != "picture":
            setattr(event, column.name, getattr(content, column.name))
    is_said_anew = bool(content.picture) or words_were != [getattr(event, name) for name in WORDS]
    if event.state == EventState.PUBLISHED and is_said_anew and _is_read_first(event):
        event.state = EVENT.target("submit", event.state)
    _replace_picture(event, content.picture)
    event.save()
    lay_out(event=event, now=now)
    return event


@transaction.atomic
def publish_event(*, event: Event, now: datetime) -> Event:
    """An association's wish to show its event: shown at once, or first read, by the territory's rules.

    Raises `ForbiddenTransition`.
    """
    action = "submit" if _is_read_first(event) else "publish"
    return _move(event, action, now, sources={EventState.DRAFT})


@transaction.atomic
def approve_event(*, event: Event, now: datetime) -> Event:
    """The team's word: show it; its association is told. Raises `ForbiddenTransition`."""
    return _show(event, "approve", now)


@transaction.atomic
def reinstate_event(*, event: Event, now: datetime) -> Event:
    """Show a suspended event again; its association is told. Raises `ForbiddenTransition`."""
    return _show(event, "reinstate", now)


@transaction.atomic
def send_back_event(*, event: Event, reason: str, now: datetime) -> Event:
    """Back to a draft, with a reason that its association is told. Raises `ForbiddenTransition`."""
    returned = _move(event, "send_back", now, reason=reason)
    mails.tell_managers(returned, "event_returned")
    return returned


@transaction.atomic
def suspend_event(*, event: Event, reason: str, now: datetime) -> Event:
    """Hide it at once, for a reason that its association is told. Raises `ForbiddenTransition`."""
    suspended = _move(event, "suspend", now, reason=reason)
    mails.tell_managers(suspended, "event_suspended")
    return suspended


@transaction.atomic
def cancel_event(*, event: Event, reason: str, by: User | None, now: datetime) -> Event:
    """It will not take place: it stays readable, crossed out; those who were coming are told; the journal knows.

    Raises `ForbiddenTransition`.
    """
    if event.published_at is None:
        raise ForbiddenTransition(EVENT.subject, "cancel", event.state)  # nobody knows of it
    cancelled = _move(event, "cancel", now, reason=reason)
    record(act="event.cancelled", actor=by, subject=cancelled, reason=reason, at=now)
    for registration in _coming(cancelled.occurrences.filter(ends_at__gt=now)):
        mails.tell_cancelled(registration, reason=reason)
    return cancelled


@transaction.atomic
def set_missions(*, event: Event, missions: Iterable[Mission]) -> None:
    """The missions for which this event needs hands, all of them: of its association, or of any for the territory's."""
    event.missions.set([one for one in missions if event.association_id in (None, one.association_id)])


@transaction.atomic
def draft_mission_for(*, event: Event, now: datetime) -> Mission:
    """A draft mission of the event's association, at its place and its dates to come (eight at most), attached to it.

    Raises ValueError for an event of the territory's own: a mission has an association.
    """
    if event.association is None:
        raise ValueError("a mission belongs to an association")
    content = MissionContent(
        title=gettext("A hand for “%(event)s”") % {"event": event.title[:100]},
        need=event.description,
        commune_id=event.commune_id,
        latitude=event.latitude,
        longitude=event.longitude,
        causes=event.causes,
        publics=event.publics,
        place_name=event.place_name,
        street=event.street,
    )
    slots = [
        SlotContent(starts_at=one.starts_at, ends_at=one.ends_at, capacity=HANDS)
        for one in event.occurrences.filter(starts_at__gt=now).order_by("starts_at")[:8]
        if one.ends_at > one.starts_at
    ]
    mission = draft_mission(association=event.association, content=content, steps=[Step.PLACE])
    if slots:
        mission = schedule_mission(mission=mission, when=When(slots=slots), by=None, now=now)
    event.missions.add(mission)
    return mission


@transaction.atomic
def register(*, occurrence_id: int, user: User, people: int, now: datetime) -> Registration:
    """“I am coming, we are `people`”, or how many one is now. Raises `EventIsOver`, `EventIsFull`."""
    event_id = Occurrence.objects.filter(pk=occurrence_id).values_list("event_id", flat=True).first()
    event = _lock(event_id)
    occurrence = event.occurrences.filter(pk=occurrence_id, starts_at__gt=now).first()
    if occurrence is None or event.state != EventState.PUBLISHED or not event.is_public:
        raise EventIsOver
    if not event.takes_registrations:
        raise EventIsOver
    others = occurrence.registrations.exclude(user=user).aggregate(sum=Sum("people"))["sum"] or 0
    if event.capacity is not None and others + people > event.capacity:
        raise EventIsFull
    registration, _created = Registration.objects.update_or_create(
        occurrence=occurrence, user=user, defaults={"people": people}
    )
    return registration


@transaction.atomic
def unregister(*, occurrence_id: int, user: User) -> None:
    """Free the places. Nothing happens when there were none."""
    Registration.objects.filter(occurrence_id=occurrence_id, user=user).delete()


def unregister_from_all(*, user: User, now: datetime) -> None:
    """Free her places at every event to come."""
    Registration.objects.filter(occurrence__starts_at__gt=now, user=user).delete()


@transaction.atomic
def lay_out(*, event: Event, now: datetime) -> None:
    """Write the dates to come of an event from its rule, up to the horizon. Idempotent; what is past stays.

    A date keeps its row, and so its registrations, when only its hour changes; a single date also when its day does.
    Who was coming to a date that moves, or is no more, is told.
    """
    wanted = dates(
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        frequency=event.frequency,
        until=event.until,
        except_days=event.except_days,
        since=now,
        horizon=now + HORIZON,
    )
    there = list(event.occurrences.filter(ends_at__gt=now))
    if event.frequency == Frequency.ONCE and len(there) == 1:
        _move_date(there[0], *wanted[0])
        return
    by_day = {timezone.localdate(one.starts_at): one for one in there}
    for start, end in wanted:
        occurrence = by_day.pop(timezone.localdate(start), None)
        if occurrence is None:
            Occurrence.objects.get_or_create(event=event, starts_at=start, defaults={"ends_at": end})
        else:
            _move_date(occurrence, start, end)
    gone = Occurrence.objects.filter(pk__in=[one.pk for one in by_day.values()])
    for registration in _coming(gone):
        mails.tell_cancelled(registration, reason="")
    gone.delete()


def lay_out_all(*, now: datetime) -> int:
    """Bring every series that goes on up to the horizon; how many were. One that fails holds up no other."""
    going_on = Event.objects.exclude(state=EventState.CANCELLED).exclude(frequency=Frequency.ONCE)
    series = going_on.filter(Q(until__isnull=True) | Q(until__gte=timezone.localdate(now)))
    number = 0
    for pk in series.values_list("pk", flat=True):
        try:
            with transaction.atomic():
                lay_out(event=_lock(pk), now=now)
        except EventIsOver:
            continue  # deleted meanwhile
        except Exception:
            logger.exception("agenda: the dates of event %s could not be laid out", pk)
        else:
            number += 1
    return number


def _move_date(occurrence: Occurrence, start: datetime, end: datetime) -> None:
    if (occurrence.starts_at, occurrence.ends_at) == (start, end):
        return
    before = occurrence.in_words
    occurrence.starts_at, occurrence.ends_at = start, end
    occurrence.save(update_fields=["starts_at", "ends_at"])
    for registration in _coming([occurrence]):
        mails.tell_moved(registration, before=before)


def _coming(occurrences: Sequence[Occurrence] | Iterable[Occurrence]) -> list[Registration]:
    registrations = Registration.objects.filter(occurrence__in=occurrences, user__is_active=True)
    return list(registrations.select_related("user", "occurrence__event__commune"))


def _replace_picture(event: Event, picture: ContentFile[bytes] | bool | None) -> None:
    if picture is None:
        return
    if event.picture:
        discard_on_commit(str(event.picture.name))
    event.picture = picture or ""


def _lock(pk: int | None) -> Event:
    """The event's row, held, with its association. Raises `EventIsOver` when there is none."""
    event = Event.objects.select_for_update(of=("self",), no_key=True).select_related("association")
    found = event.filter(pk=pk or 0).first()
    if found is None:
        raise EventIsOver
    return found


def _show(event: Event, action: str, now: datetime) -> Event:
    shown = _move(event, action, now)
    mails.tell_managers(shown, "event_published")
    return shown


def _is_read_first(event: Event) -> bool:
    return bool(event.association_id) and current_rules().events_are_read == ModerationPolicy.BEFORE


def _move(
    event: Event, action: str, now: datetime, *, reason: str = "", sources: set[EventState] | None = None
) -> Event:
    locked = _lock(event.pk)
    if sources is not None and locked.state not in sources:
        raise ForbiddenTransition(EVENT.subject, action, locked.state)
    locked.state = EVENT.target(action, locked.state)
    locked.reason = reason
    if locked.state == EventState.PUBLISHED:
        locked.published_at = now
    locked.save(update_fields=["state", "reason", "published_at", "updated_at"])
    return locked
