"""Reads missions. Every list comes out of one query, whatever its length."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.postgres.search import SearchVector
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    FloatField,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from engagement.associations.models import Association
from engagement.french import Unaccent, french_query
from engagement.missions.models import Mission, MissionQuerySet, Remote, Slot
from engagement.places import Point
from kernel.accounts.models import User
from matching.engine.dayparts import DAYS

#: States of a participation that hold a place: names of a domain above this one.
_HOLDING = ("accepted", "offered")


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionSearch:
    """What a visitor looks for. Empty values do not filter.

    `near` with `radius_km` keeps what happens within so many kilometres; missions done entirely from home have no
    place, and are kept only when `remote` asks for them. `first_day` to `last_day` keeps dated missions of these days
    and undated ones that suit one of their week days.
    """

    words: str = ""
    near: Point | None = None
    measured_from: Point | None = None
    radius_km: float | None = None
    cause: str = ""
    first_day: date | None = None
    last_day: date | None = None
    remote: str = ""


def search_missions(*, search: MissionSearch, now: datetime) -> MissionQuerySet:
    """Current missions that match, annotated for a list (see `with_facts`).

    Nearest first when a place is given, else what has the soonest date first, then the most recent.
    """
    missions = with_facts(Mission.objects.current(now), now=now, near=search.near or search.measured_from)
    if search.cause:
        missions = missions.filter(causes__contains=[search.cause])
    missions = _in_place(missions, search)
    if search.first_day or search.last_day:
        missions = missions.filter(_in_days(search.first_day, search.last_day, now))
    for condition in _words(search.words):
        missions = missions.filter(condition)
    if search.near:
        return missions.order_by(F("distance_km").asc(nulls_last=True), "-published_at", "pk")
    return missions.order_by(F("next_at").asc(nulls_last=True), "-published_at", "pk")


def with_facts(missions: MissionQuerySet, *, now: datetime, near: Point | None = None) -> MissionQuerySet:
    """Missions with their association and commune, `next_at`, `is_full`, `dates` (slots to come) and `distance_km`.

    `distance_km` is None without `near`, and for what is done entirely from home.
    """
    to_come = Slot.objects.filter(mission=OuterRef("pk"), starts_at__gt=now)
    with_places = to_come.annotate(
        taken=Count("participations", filter=Q(participations__state__in=_HOLDING))
    ).filter(taken__lt=F("capacity"))
    has_slots = Exists(Slot.objects.filter(mission=OuterRef("pk")))
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
            When(has_slots, then=~Exists(with_places)),
            When(capacity__isnull=False, then=Q(capacity__lte=_taken())),
            default=Value(False),
            output_field=BooleanField(),
        ),
        distance_km=Case(When(remote=Remote.FULL, then=None), default=distance, output_field=FloatField()),
    )


def _taken() -> Subquery:
    """Places that somebody holds on the mission at hand."""
    accepted = (
        Mission.objects.filter(pk=OuterRef("pk"))
        .order_by()
        .values("pk")
        .annotate(number=Count("participations", filter=Q(participations__state__in=_HOLDING)))
    )
    return Subquery(accepted.values("number"), output_field=IntegerField())


def missions_of(*, association: Association, now: datetime, near: Point | None = None) -> MissionQuerySet:
    """Its current missions, what has the soonest date first, annotated for a list."""
    missions = with_facts(Mission.objects.current(now).filter(association=association), now=now, near=near)
    return missions.order_by(F("next_at").asc(nulls_last=True), "-published_at", "pk")


def slots_to_come(*, mission: Mission, now: datetime) -> list[Slot]:
    """The mission's slots that have not begun, in order, each with `taken` and `places_left` (at least 0)."""
    slots: list[Slot] = list(
        mission.slots.filter(starts_at__gt=now)
        .annotate(taken=Count("participations", filter=Q(participations__state__in=_HOLDING)))
        .order_by("starts_at", "pk")
    )
    for slot in slots:
        slot.places_left = max(0, slot.capacity - slot.taken)  # type: ignore[attr-defined]
    return slots


def find_mission(*, slug: str) -> Mission | None:
    """A mission in any state with its association and communes, `has_slots`, and `places_left` (None: no limit)."""
    mission = (
        Mission.objects.filter(slug=slug)
        .select_related("association__commune", "commune")
        .annotate(
            has_slots=Exists(Slot.objects.filter(mission=OuterRef("pk"))),
            taken=Count("participations", filter=Q(participations__state__in=_HOLDING)),
        )
        .first()
    )
    if mission is not None:
        left = None if mission.capacity is None else max(0, mission.capacity - mission.taken)
        mission.places_left = left  # type: ignore[attr-defined]
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
    slots = Slot.objects.filter(mission=OuterRef("pk"), ends_at__gt=max(start, now))
    slots = slots.filter(starts_at__lt=end) if end else slots
    any_slot = Exists(Slot.objects.filter(mission=OuterRef("pk")))
    span = Q(starts_at__isnull=True) | (Q(starts_at__lt=end) if end else Q())
    span &= Q(ends_at__isnull=True) | Q(ends_at__gt=start)
    days = _week_days(first or timezone.localdate(now), last)
    if len(days) == 7:
        return Exists(slots) | (~any_slot & span)
    suits = Q(availability=[]) | Q(
        availability__overlap=[
            f"{day}-{part}" for day in days for part in ("morning", "afternoon", "evening")
        ]
    )
    return Exists(slots) | (~any_slot & span & suits)


def _week_days(first: date, last: date | None) -> list[str]:
    if last is None or (last - first).days >= 6:
        return list(DAYS)
    return [DAYS[(first + timedelta(days=n)).weekday()] for n in range((last - first).days + 1)]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _words(text: str) -> list[Q]:
    """One condition a word typed: in French (plural, feminine…), or as letters.

    Accents and case do not matter. At most eight words count.
    """
    vector = SearchVector(
        Unaccent("title"),
        Unaccent("need"),
        Unaccent("association__name"),
        Unaccent("place_name"),
        config="french",
    )
    conditions = []
    for word in text.split()[:8]:
        query = french_query(word)
        conditions.append(
            Q(pk__in=Mission.objects.annotate(vector=vector).filter(vector=query).values("pk"))
            | Q(title__unaccent__icontains=word)
            | Q(need__unaccent__icontains=word)
            | Q(association__name__unaccent__icontains=word)
        )
    return conditions


def managed_missions(*, user: User) -> MissionQuerySet:
    """Missions of the associations she manages, in any state, the latest first.

    With `waiting` and `accepted`, the numbers of people.
    """
    return (
        Mission.objects.filter(association__in=Association.objects.managed_by(user))
        .select_related("association", "commune")
        .annotate(
            waiting=Count("participations", filter=Q(participations__state="requested")),
            accepted=Count("participations", filter=Q(participations__state="accepted")),
        )
        .order_by("-created_at", "-pk")
    )
