"""Reads events and their dates. Every list comes out of one query, whatever its length."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import reduce
from itertools import chain, groupby

from django.contrib.postgres.search import SearchVector
from django.db.models import (
    Case,
    Count,
    F,
    FloatField,
    IntegerField,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from engagement.agenda.models import (
    Event,
    EventQuerySet,
    Occurrence,
    OccurrenceQuerySet,
    Registration,
)
from engagement.associations.models import Association
from engagement.facets import rows_by
from engagement.missions.models import Mission, MissionQuerySet
from engagement.missions.selectors import with_facts
from engagement.places import Point
from kernel.accounts.models import User
from kernel.prepared import prepared
from matching.french import Unaccent, french_query, words_like
from matching.search.words import causes_named

#: Words of a search that count.
MOST_WORDS = 8
#: What a feed holds at most.
MOST_IN_A_FEED = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaSearch:
    """What a visitor looks for. Empty values do not filter; without days, what is to come.

    Online events have no place: they are kept whatever the radius. `nearly` forgives typing errors in the words.
    """

    words: str = ""
    near: Point | None = None
    radius_km: float | None = None
    cause: str = ""
    public: str = ""
    association: str = ""
    first_day: date | None = None
    last_day: date | None = None
    free: bool = False
    sort: str = ""
    nearly: bool = False


def search_occurrences(*, search: AgendaSearch, now: datetime) -> OccurrenceQuerySet:
    """Dates not over yet of the events that match, with `taken` places.

    In the order of `sort`: `distance` where a place is given (what is online last), `relevance` (what says a word in
    its title first); by default, and among equals, the soonest first.
    """
    occurrences = _with_facts(Occurrence.objects.shown().to_come(now))
    if search.first_day:
        occurrences = occurrences.filter(ends_at__gt=midnight(search.first_day))
    if search.last_day:
        occurrences = occurrences.filter(starts_at__lt=midnight(search.last_day + timedelta(days=1)))
    return _sorted(occurrences.filter(event__in=_matching(search)), search)


def closest_occurrences(*, search: AgendaSearch, now: datetime) -> tuple[AgendaSearch, OccurrenceQuerySet]:
    """What answers to a search; where nothing says its words, what nearly does, and the search that says so."""
    found = search_occurrences(search=search, now=now)
    if not search.words or found.exists():
        return search, found
    search = replace(search, nearly=True)
    return search, search_occurrences(search=search, now=now)


def events_on_map(occurrences: OccurrenceQuerySet) -> EventQuerySet:
    """The events of these dates that take place somewhere, with their communes."""
    events = Event.objects.filter(pk__in=occurrences.order_by().values("event"), online=False)
    return events.select_related("commune").order_by("pk")


def _sorted(occurrences: OccurrenceQuerySet, search: AgendaSearch) -> OccurrenceQuerySet:
    soonest = ("starts_at", "event__title", "pk")
    words = search.words.split()[:MOST_WORDS]
    if search.sort == "distance" and search.near:
        km = Case(When(event__online=False, then=search.near.distance("event__")), output_field=FloatField())
        return occurrences.order_by(km.asc(nulls_last=True), *soonest)
    if search.sort == "relevance" and words:
        titled = reduce(operator.or_, (Q(event__title__unaccent__icontains=word) for word in words))
        return occurrences.order_by(Case(When(titled, then=0), default=1), *soonest)
    return occurrences.order_by(*soonest)


def occurrences_between(*, first: date, last: date) -> OccurrenceQuerySet:
    """Dates of shown events that touch these days, both included, past ones too: a month's page."""
    return _with_facts(Occurrence.objects.shown()).filter(
        ends_at__gt=midnight(first), starts_at__lt=midnight(last + timedelta(days=1))
    )


def feed_occurrences(
    *, now: datetime, association: Association | None = None, commune_id: str = ""
) -> OccurrenceQuerySet:
    """What a calendar subscribes to: dates from a month ago on, of the territory, an association or a commune."""
    occurrences = _with_facts(Occurrence.objects.shown()).filter(ends_at__gt=now - timedelta(days=30))
    if association is not None:
        occurrences = occurrences.filter(event__association=association)
    if commune_id:
        occurrences = occurrences.filter(event__commune=commune_id, event__online=False)
    return occurrences[:MOST_IN_A_FEED]


def feed_events(
    *,
    now: datetime,
    association: Association | None = None,
    commune_id: str = "",
    among: OccurrenceQuerySet | None = None,
) -> EventQuerySet:
    """What a reader of news subscribes to: events with a date to come, the latest published first, with `next_at`.

    `among`: only those of which a date is one of these.
    """
    events = _to_come(Event.objects.shown(), now).select_related("association", "commune")
    if among is not None:
        events = events.filter(pk__in=among.values("event"))
    if association is not None:
        events = events.filter(association=association)
    if commune_id:
        events = events.filter(commune=commune_id, online=False)
    return events.order_by("-published_at", "-pk")[:50]


@prepared
def upcoming_events(*, now: datetime, count: int, cause: str = "") -> OccurrenceQuerySet:
    """The next date of each of the next `count` events, not cancelled. One query."""
    occurrences = Occurrence.objects.shown().filter(event__state="published", starts_at__gt=now)
    if cause:
        occurrences = occurrences.filter(event__causes__contains=[cause])
    next_ones = Occurrence.objects.filter(event=OuterRef("event"), starts_at__gt=now).order_by("starts_at")
    return _with_facts(occurrences.filter(pk=Subquery(next_ones.values("pk")[:1])))[:count]


def events_of_association(*, association: Association, now: datetime, count: int) -> list[Occurrence]:
    """The next dates of an association's events. One query."""
    return list(
        _with_facts(Occurrence.objects.shown().to_come(now).filter(event__association=association))[:count]
    )


def events_of_mission(*, mission: Mission, now: datetime) -> list[Event]:
    """The events to come for which a mission needs hands, with `next_at`. One query."""
    events = _to_come(Event.objects.shown().filter(missions=mission), now)
    return list(events.order_by(F("next_at").asc(), "pk")[:5])


def missions_of_event(*, event: Event, now: datetime) -> MissionQuerySet:
    """Its current missions, as `mission_card` wants them."""
    current = with_facts(Mission.objects.current(now).filter(events=event), now=now)
    return current.order_by(F("next_at").asc(nulls_last=True), "-published_at", "pk")


def find_event(*, slug: str) -> Event | None:
    """An event in any state with its association and commune. One query."""
    return Event.objects.select_related("association", "commune").filter(slug=slug).first()


def dates_to_come(*, event: Event, now: datetime) -> list[Occurrence]:
    """All its dates not over yet, in order, with `taken` places and `places_left` (None: no limit). One query."""
    found = list(_with_facts(event.occurrences.to_come(now)))
    for occurrence in found:
        occurrence.places_left = places_left(occurrence)
    return found


def places_left(occurrence: Occurrence) -> int | None:
    """Places left of a date read here; None without a limit."""
    capacity = occurrence.event.capacity
    return None if capacity is None else max(0, capacity - occurrence.taken)  # type: ignore[attr-defined]


def registrations_of(*, user: User, event: Event | None = None, now: datetime) -> QuerySet[Registration]:
    """Where she said that she comes, not over yet, soonest first."""
    registrations = (
        Registration.objects.filter(user=user, occurrence__ends_at__gt=now)
        .select_related("occurrence__event__commune", "occurrence__event__association")
        .order_by("occurrence__starts_at", "pk")
    )
    return registrations if event is None else registrations.filter(occurrence__event=event)


def managed_events(*, user: User, now: datetime) -> EventQuerySet:
    """Events of the associations she manages, as `_for_organisers`."""
    return _for_organisers(
        Event.objects.filter(association__in=Association.objects.managed_by(user)).select_related(
            "association", "commune"
        ),
        now,
    )


def territory_events(*, now: datetime) -> EventQuerySet:
    """The territory's own events, as `_for_organisers`."""
    return _for_organisers(Event.objects.filter(association=None).select_related("commune"), now)


def _for_organisers(events: EventQuerySet, now: datetime) -> EventQuerySet:
    """In any state: those to come first, then the latest. With `next_at`, `people` who come from now on, `needs`."""
    coming = (
        Registration.objects.filter(occurrence__event=OuterRef("pk"), occurrence__ends_at__gt=now)
        .order_by()
        .values("occurrence__event")
        .annotate(sum=Sum("people"))
    )
    return events.annotate(
        next_at=Min("occurrences__starts_at", filter=Q(occurrences__ends_at__gt=now)),
        people=Coalesce(Subquery(coming.values("sum"), output_field=IntegerField()), 0),
        needs=Count("missions", distinct=True),
    ).order_by("next_at", "-starts_at", "pk")


def guest_list(*, event: Event, now: datetime) -> QuerySet[Registration]:
    """Who comes to its dates not over yet, by date, first come first; each with the person, and the date's `taken`."""
    awaited = _with_facts(event.occurrences.to_come(now))
    rows = Registration.objects.filter(occurrence__in=awaited.values("pk")).prefetch_related(
        Prefetch("occurrence", awaited)
    )
    return rows.select_related("user").order_by("occurrence__starts_at", "occurrence_id", "created_at", "pk")


def guests_by_date(guests: Iterable[Registration]) -> list[tuple[Occurrence, list[Registration]]]:
    """A page of `guest_list` under its dates."""
    return [(date, list(rows)) for date, rows in groupby(guests, key=operator.attrgetter("occurrence"))]


def midnight(day: date) -> datetime:
    """The beginning of a day in the territory's time."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _to_come(events: EventQuerySet, now: datetime) -> EventQuerySet:
    """Events with a date not over yet, and `next_at`, when that date begins."""
    next_at = Min("occurrences__starts_at", filter=Q(occurrences__ends_at__gt=now))
    return events.annotate(next_at=next_at).filter(next_at__isnull=False)


def _with_facts(occurrences: OccurrenceQuerySet) -> OccurrenceQuerySet:
    taken = (
        Registration.objects.filter(occurrence=OuterRef("pk"))
        .order_by()
        .values("occurrence")
        .annotate(sum=Sum("people"))
        .values("sum")
    )
    return (
        occurrences.select_related("event__association", "event__commune")
        .annotate(taken=Coalesce(Subquery(taken, output_field=IntegerField()), 0))
        .order_by("starts_at", "event__title", "pk")
    )


def _matching(search: AgendaSearch) -> EventQuerySet:
    events = Event.objects.all()
    if search.cause:
        events = events.filter(causes__contains=[search.cause])
    if search.public:
        events = events.filter(publics__contains=[search.public])
    if search.association:
        events = events.filter(association__slug=search.association)
    if search.free:
        events = events.filter(price="")
    if search.near and search.radius_km:
        near = Event.objects.annotate(distance_km=search.near.distance()).filter(
            search.near.box(search.radius_km), distance_km__lte=search.radius_km
        )
        events = events.filter(Q(online=True) | Q(pk__in=near.values("pk")))
    for word in search.words.split()[:MOST_WORDS]:
        events = events.filter(_nearly(word) if search.nearly else _says(word))
    return events


def events_by(field: str, *, search: AgendaSearch, now: datetime) -> dict[str, int]:
    """How many events to come each code of `field` (`causes`, `publics`) would bring. One query.

    `search` is without that filter.
    """
    occurrences = search_occurrences(search=search, now=now)
    return rows_by(field, Event.objects.filter(pk__in=occurrences.order_by().values("event")))


def _nearly(word: str) -> Q:
    """The word as it is, or one spelt nearly so in what an event says. Reads all texts."""
    texts = Event.objects.shown().values_list("title", "description", "place_name")
    return _says(word, *words_like(word, chain.from_iterable(texts)))


def _says(*words: str) -> Q:
    """One of the words, or its beginning, in a text; a part of a title or of an association's name; a cause's name."""
    vector = SearchVector(Unaccent("title"), Unaccent("description"), Unaccent("place_name"), config="french")
    asked = reduce(operator.or_, (french_query(word) for word in words))
    found = Event.objects.annotate(vector=vector).filter(vector=asked)
    parts = (
        Q(title__unaccent__icontains=word)
        | Q(association__name__unaccent__icontains=word)
        | Q(causes__overlap=causes_named(word))
        for word in words
    )
    return reduce(operator.or_, parts, Q(pk__in=found.values("pk")))
