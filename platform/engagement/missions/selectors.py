"""Reads missions. Every list comes out of one query, whatever its length."""

from __future__ import annotations

import operator
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import reduce
from itertools import chain
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    IntegerField,
    OrderBy,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractIsoWeekDay
from django.utils import timezone

from engagement.associations.models import Association, Public
from engagement.facets import rows_by
from engagement.missions.enums import HOLDING, MissionState, Remote
from engagement.missions.models import Mission, MissionQuerySet, Slot, is_dated
from engagement.places import Point
from kernel.accounts.models import User
from matching.engine.dayparts import DAYS
from matching.french import Unaccent, french_query, words_like
from matching.search.opportunities import own_missions_saying

_HOLDS_A_PLACE = Q(participations__state__in=HOLDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionSearch:
    """What a visitor looks for. Empty values do not filter.

    `near` with `radius_km` keeps what happens within so many kilometres; missions done entirely from home have no
    place, and are kept only when `remote` asks for them. `first_day` to `last_day` keeps dated missions of these days
    and undated ones that suit one of their week days; `parts` those that fall in, or suit, one of these day parts.
    `nearly` forgives typing errors in the words.
    """

    words: str = ""
    near: Point | None = None
    measured_from: Point | None = None
    radius_km: float | None = None
    cause: str = ""
    first_day: date | None = None
    last_day: date | None = None
    parts: Sequence[str] = ()
    public: str = ""
    remote: str = ""
    sort: str = ""
    nearly: bool = False


def search_missions(*, search: MissionSearch, now: datetime) -> MissionQuerySet:
    """Current missions that match, annotated for a list (see `with_facts`).

    Full ones last. In the order of `sort`: `distance`, `date`, `recent`; by default nearest first when a place is
    given, else what says the words in its title, then the soonest date, then the most recent.
    """
    missions = with_facts(Mission.objects.current(now), now=now, near=search.near or search.measured_from)
    if search.cause:
        missions = missions.filter(causes__contains=[search.cause])
    if search.public:
        missions = missions.filter(Q(publics__contains=[search.public]) | Q(publics__contains=["everyone"]))
    missions = _in_place(missions, search)
    if search.parts:
        missions = missions.filter(_in_parts(search.parts, now))
    if search.first_day or search.last_day:
        missions = missions.filter(_in_days(search.first_day, search.last_day, now))
    if search.words:
        conditions = (
            _nearly(word, now) if search.nearly else _says(word) for word in search.words.split()[:8]
        )
        said = reduce(operator.and_, conditions, Q())
        missions = missions.filter(said | Q(pk__in=own_missions_saying(search.words)))
    return missions.order_by(F("is_full").asc(), *_order(search), "-published_at", "pk")


def closest_missions(*, search: MissionSearch, now: datetime) -> tuple[MissionSearch, MissionQuerySet]:
    """What answers to a search; where nothing says its words, what nearly does, and the search that says so."""
    found = search_missions(search=search, now=now)
    if not search.words or found.exists():
        return search, found
    search = replace(search, nearly=True)
    return search, search_missions(search=search, now=now)


def missions_by_public(*, search: MissionSearch, now: datetime) -> dict[str, int]:
    """How many missions each public would bring, with those for everybody. One query."""
    numbers = rows_by("publics", search_missions(search=replace(search, public=""), now=now))
    for_all = numbers.get(Public.EVERYONE, 0)
    return {
        code: numbers.get(code, 0) + (for_all if code != Public.EVERYONE else 0) for code in Public.values
    }


def _order(search: MissionSearch) -> list[OrderBy]:
    nearest, soonest = F("distance_km").asc(nulls_last=True), F("next_at").asc(nulls_last=True)
    match search.sort:
        case "distance":
            return [nearest]
        case "date":
            return [soonest]
        case "recent":
            return []
    if search.near:
        return [nearest]
    if search.words:
        titled = reduce(
            operator.or_, (Q(title__unaccent__icontains=word) for word in search.words.split()[:8])
        )
        return [ExpressionWrapper(titled, output_field=BooleanField()).desc(), soonest]
    return [soonest]


def with_facts(missions: MissionQuerySet, *, now: datetime, near: Point | None = None) -> MissionQuerySet:
    """Missions with their association and commune, and the facts of a list.

    `next_at`, `is_full`, `dates` (slots to come); `places_free` (over all dates to come; None where there is room for
    all); `distance_km` (None without `near`, and for what is done entirely from home).
    """
    to_come = Slot.objects.to_come(now).filter(mission=OuterRef("pk"))
    with_places = to_come.annotate(taken=Count("participations", filter=_HOLDS_A_PLACE)).filter(
        taken__lt=F("capacity")
    )
    distance = near.distance() if near else Value(None, output_field=FloatField())
    return missions.select_related("association", "commune").annotate(
        next_at=Coalesce(
            Subquery(to_come.order_by("starts_at").values("starts_at")[:1]),
            Case(When(starts_at__gt=now, then=F("starts_at"))),
        ),
        dates=Coalesce(
            Subquery(
                to_come.order_by().values("mission").annotate(number=Count("pk")).values("number"),
                output_field=IntegerField(),
            ),
            0,
        ),
        is_full=Case(
            When(is_dated(), then=~Exists(with_places)),
            When(capacity__isnull=False, then=Q(capacity__lte=_taken())),
            default=Value(False),
            output_field=BooleanField(),
        ),
        places_free=Case(
            When(
                is_dated(),
                then=Coalesce(Subquery(_total(to_come, "capacity"), output_field=IntegerField()), 0)
                - _taken(to_come=now),
            ),
            When(capacity__isnull=False, then=F("capacity") - _taken()),
            output_field=IntegerField(),
        ),
        distance_km=Case(When(remote=Remote.FULL, then=None), default=distance, output_field=FloatField()),
    )


def _total(slots: QuerySet[Slot], column: str) -> QuerySet[Any, Any]:
    """The sum of a column over the slots of the mission at hand."""
    return slots.order_by().values("mission").annotate(total=Sum(column)).values("total")


def _taken(*, to_come: datetime | None = None) -> Subquery:
    """Places that are held on the mission at hand; with `to_come`, only on its dates after that moment."""
    held = _HOLDS_A_PLACE
    if to_come:
        held &= Q(
            participations__slot__starts_at__gt=to_come, participations__slot__cancelled_at__isnull=True
        )
    taken = (
        Mission.objects.filter(pk=OuterRef("pk"))
        .order_by()
        .values("pk")
        .annotate(number=Count("participations", filter=held))
    )
    return Subquery(taken.values("number"), output_field=IntegerField())


def missions_of(*, association: Association, now: datetime, near: Point | None = None) -> MissionQuerySet:
    """Its current missions, what has the soonest date first, annotated for a list."""
    missions = with_facts(Mission.objects.current(now).filter(association=association), now=now, near=near)
    return missions.order_by(F("next_at").asc(nulls_last=True), "-published_at", "pk")


def slots_to_come(*, mission: Mission, now: datetime) -> list[Slot]:
    """The mission's slots that have not begun, in order, each with `taken` and `places_left` (at least 0)."""
    slots: list[Slot] = list(
        mission.slots.to_come(now)
        .annotate(taken=Count("participations", filter=_HOLDS_A_PLACE))
        .order_by("starts_at", "pk")
    )
    for slot in slots:
        slot.places_left = max(0, slot.capacity - slot.taken)  # type: ignore[attr-defined]  # annotated above
    return slots


def find_mission(*, slug: str) -> Mission | None:
    """A mission in any state with its association and communes, `dated`, and `places_left` (None: no limit)."""
    mission = (
        Mission.objects.filter(slug=slug)
        .select_related("association__commune", "commune", "recurrence")
        .annotate(taken=Count("participations", filter=_HOLDS_A_PLACE))
        .with_dated()
        .first()
    )
    if mission is not None:
        taken: int = mission.taken  # type: ignore[attr-defined]  # annotated above
        mission.places_left = None if mission.capacity is None else max(0, mission.capacity - taken)
    return mission


def _in_place(missions: MissionQuerySet, search: MissionSearch) -> MissionQuerySet:
    here = Q()
    if search.near and search.radius_km:
        here = search.near.box(search.radius_km) & Q(distance_km__lte=search.radius_km)
    if search.remote == "remote":
        return missions.filter(Q(remote=Remote.FULL) | (Q(remote=Remote.POSSIBLE) & here))
    if search.remote == "on-site" or here:
        return missions.filter(~Q(remote=Remote.FULL) & here)
    return missions


def _in_days(first: date | None, last: date | None, now: datetime) -> Q:
    """Missions that can be done between two days, both included, in the territory's time zone."""
    start = _midnight(first) if first else now
    end = _midnight(last + timedelta(days=1)) if last else None
    slots = Slot.objects.to_come(now).filter(mission=OuterRef("pk"), ends_at__gt=start)
    slots = slots.filter(starts_at__lt=end) if end else slots
    span = Q(starts_at__isnull=True) | (Q(starts_at__lt=end) if end else Q())
    span &= Q(ends_at__isnull=True) | Q(ends_at__gt=start)
    days = _week_days(first or timezone.localdate(now), last)
    if len(days) == 7:
        return Exists(slots) | (~is_dated() & span)
    suits = Q(availability=[]) | Q(
        availability__overlap=[
            f"{day}-{part}" for day in days for part in ("morning", "afternoon", "evening")
        ]
    )
    return Exists(slots) | (~is_dated() & span & suits)


def _in_parts(parts: Sequence[str], now: datetime) -> Q:
    """Missions with a date to come in one of these day parts, on the territory's clock, or that suit one of them."""
    local = {
        "week_day": ExtractIsoWeekDay("starts_at"),
        "part": Case(
            When(starts_at__hour__lt=12, then=Value("morning")),
            When(starts_at__hour__lt=18, then=Value("afternoon")),
            default=Value("evening"),
        ),
    }
    wanted = Q()
    for number, day in enumerate(DAYS, start=1):
        if times := [code.partition("-")[2] for code in parts if code.startswith(f"{day}-")]:
            wanted |= Q(week_day=number, part__in=times)
    slots = Slot.objects.to_come(now).filter(mission=OuterRef("pk")).annotate(**local).filter(wanted)
    suits = Q(availability=[]) | Q(availability__overlap=list(parts))
    return Exists(slots) | (~is_dated() & suits)


def _week_days(first: date, last: date | None) -> list[str]:
    if last is None or (last - first).days >= 6:
        return list(DAYS)
    return [DAYS[(first + timedelta(days=n)).weekday()] for n in range((last - first).days + 1)]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _says(*words: str) -> Q:
    """One of the words in French (plural, feminine…), or its beginning or a part. Accents and case do not matter."""
    vector = SearchVector(
        Unaccent("title"),
        Unaccent("need"),
        Unaccent("association__name"),
        Unaccent("place_name"),
        config="french",
    )
    asked = reduce(operator.or_, (french_query(word) for word in words))
    found = Mission.objects.annotate(vector=vector).filter(vector=asked)
    parts = (
        Q(need__unaccent__icontains=word)
        | Q(title__unaccent__icontains=word)
        | Q(association__name__unaccent__icontains=word)
        for word in words
    )
    return reduce(operator.or_, parts, Q(pk__in=found.values("pk")))


def _nearly(word: str, now: datetime) -> Q:
    """The word as it is, or one spelt nearly so in what a mission says, or its association's name. Reads all texts."""
    texts = Mission.objects.current(now).values_list("title", "need", "place_name", "association__name")
    return _says(word, *words_like(word, chain.from_iterable(texts)))


def on_map(missions: MissionQuerySet) -> MissionQuerySet:
    """Those of a search that have a place: what is done entirely from home has none."""
    return missions.exclude(remote=Remote.FULL)


def from_home(missions: MissionQuerySet) -> int:
    """How many of a search are done entirely from home. One query."""
    return missions.filter(remote=Remote.FULL).count()


def managed_missions(*, user: User, now: datetime) -> MissionQuerySet:
    """Missions of the associations she manages, in any state, the latest first; those that have ended, last.

    With `waiting`, `accepted` and `came`, the numbers of people, the `last_at` of their dates, and the facts of a list.
    """
    return (
        with_facts(Mission.objects.filter(association__in=Association.objects.managed_by(user)), now=now)
        .annotate(
            waiting=Count("participations", filter=Q(participations__state="requested")),
            accepted=Count("participations", filter=Q(participations__state="accepted")),
            came=Count("participations", filter=Q(participations__state="attended")),
            last_at=Subquery(
                Slot.objects.filter(mission=OuterRef("pk")).order_by("-starts_at").values("starts_at")[:1]
            ),
            ended=Q(state__in=[MissionState.CLOSED, MissionState.CANCELLED, MissionState.EXPIRED]),
        )
        .order_by("ended", "-created_at", "-pk")
    )


def count_open_missions(communes: Collection[str]) -> int:
    """How many visible missions take place in one of these communes."""
    return Mission.objects.visible().filter(commune__in=communes).count()
