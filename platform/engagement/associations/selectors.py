"""Reads associations. Their e-mail address and telephone number never leave this layer for a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.search import SearchVector
from django.db.models import Count, F, FloatField, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Lower

from engagement.associations.models import Association, AssociationQuerySet, MembershipRole
from engagement.french import Unaccent, french_query
from engagement.missions.models import Mission
from engagement.places import Point
from kernel.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class AssociationSearch:
    """What a visitor looks for. Empty values do not filter."""

    words: str = ""
    near: Point | None = None
    radius_km: float | None = None
    cause: str = ""


def search_associations(*, search: AssociationSearch, now: datetime) -> AssociationQuerySet:
    """Published associations that match, with `distance_km` (None without a place) and `current_missions`.

    Nearest first when a place is given, else by name, accents and case ignored.
    """
    near = search.near
    current = (
        Mission.objects.current(now)
        .filter(association=OuterRef("pk"))
        .order_by()
        .values("association")
        .annotate(number=Count("pk"))
    )
    associations = (
        Association.objects.published()
        .select_related("commune")
        .defer("email", "phone", "description")
        .annotate(
            distance_km=near.distance() if near else Value(None, output_field=FloatField()),
            current_missions=Coalesce(
                Subquery(current.values("number"), output_field=IntegerField()), Value(0)
            ),
        )
    )
    if search.cause:
        associations = associations.filter(causes__contains=[search.cause])
    if near and search.radius_km:
        associations = associations.filter(near.box(search.radius_km), distance_km__lte=search.radius_km)
    for word in search.words.split()[:8]:
        associations = associations.filter(_says(word))
    by_name = Lower(Unaccent("name"))
    if near:
        return associations.order_by(F("distance_km").asc(), by_name, "pk")
    return associations.order_by(by_name, "pk")


def managed_associations(*, user: User) -> AssociationQuerySet:
    """The associations she manages, by name, whatever their state."""
    return (
        Association.objects.managed_by(user).select_related("commune").order_by(Lower(Unaccent("name")), "pk")
    )


def managers_of(*, association_id: int) -> list[User]:
    """The people who answer for an association and can still sign in."""
    return list(
        User.objects.filter(
            memberships__association_id=association_id,
            memberships__role=MembershipRole.MANAGER,
            is_active=True,
        ).order_by("pk")
    )


def _says(word: str) -> Q:
    vector = SearchVector(Unaccent("name"), Unaccent("summary"), Unaccent("description"), config="french")
    query = french_query(word)
    return Q(pk__in=Association.objects.annotate(vector=vector).filter(vector=query).values("pk")) | Q(
        name__unaccent__icontains=word
    )
