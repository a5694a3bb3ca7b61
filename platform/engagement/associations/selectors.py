"""Reads associations. Their e-mail address and telephone number never leave this layer for a page."""

from __future__ import annotations

import operator
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from itertools import chain
from typing import Any

from django.contrib.postgres.search import SearchVector, TrigramSimilarity
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    FloatField,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Lower

from engagement.associations.models import (
    Association,
    AssociationQuerySet,
    AssociationState,
    JoinRequest,
    Membership,
    MembershipRole,
    Testimonial,
    TestimonialState,
)
from engagement.missions.models import Mission
from engagement.places import Point
from kernel.accounts.models import User
from matching.french import Unaccent, french_query, words_like
from matching.search.words import causes_named
from tenants.geography.models import Commune

#: Likeness of two names (0 to 1) from which, within so many kilometres, they may be the same association.
ALIKE, ALIKE_KM = 0.5, 15
_MOST_ALIKE = 5
#: Words of a search that count.
MOST_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class AssociationSearch:
    """What a visitor looks for. Empty values do not filter. `nearly` forgives typing errors in the words."""

    words: str = ""
    near: Point | None = None
    radius_km: float | None = None
    commune_id: str = ""
    cause: str = ""
    public: str = ""
    sort: str = ""
    nearly: bool = False


def search_associations(*, search: AssociationSearch, now: datetime) -> AssociationQuerySet:
    """Published associations that match, with `distance_km` (None without a place) and `current_missions`.

    Around a place: those that stand within the radius, and those that say they act in `commune_id`. In the order of
    `sort`: `missions`, `recent`, `name`, `distance`; by default what says one of the words in its name, then the
    nearest when a place is given, then by name, accents and case ignored.
    """
    near = search.near
    current = (
        Mission.objects.current(now)
        .filter(association=OuterRef("pk"))
        .order_by()
        .values("association")
        .annotate(number=Count("pk"))
    )
    associations = _matching(search).annotate(
        distance_km=near.distance() if near else Value(None, output_field=FloatField()),
        current_missions=Coalesce(Subquery(current.values("number"), output_field=IntegerField()), Value(0)),
    )
    if near and search.radius_km:
        within = Q(near.box(search.radius_km), distance_km__lte=search.radius_km)
        associations = associations.filter(within | Q(action_communes__contains=[search.commune_id]))
    by_name = Lower(Unaccent("name"))
    match search.sort:
        case "missions":
            return associations.order_by("-current_missions", by_name, "pk")
        case "recent":
            return associations.order_by("-state_since", "-pk")
        case "name":
            return associations.order_by(by_name, "pk")
        case "distance" if near:
            return associations.order_by(F("distance_km").asc(), by_name, "pk")
    order: list[Any] = [F("distance_km").asc()] if near else []
    if words := search.words.split()[:MOST_WORDS]:
        named = reduce(operator.or_, (Q(name__unaccent__icontains=word) for word in words))
        order.insert(0, Case(When(named, then=0), default=1))
    return associations.order_by(*order, by_name, "pk")


def closest_associations(
    *, search: AssociationSearch, now: datetime
) -> tuple[AssociationSearch, AssociationQuerySet]:
    """What answers to a search; where nothing says its words, what nearly does, and the search that says so."""
    found = search_associations(search=search, now=now)
    if not search.words or found.exists():
        return search, found
    search = replace(search, nearly=True)
    return search, search_associations(search=search, now=now)


def with_same_number(
    *, numbers: Mapping[str, str], other_than: Association | None = None
) -> Association | None:
    """Whoever is registered under one of the numbers (`rna`, `siret` …), whatever its state. One query at most.

    A SIREN alone is shared by the local sections of one body: it counts when neither side has a SIRET.
    """
    same = Q()
    for kind in ("rna", "siret", "bce", "register"):
        if number := numbers.get(kind):
            same |= Q(**{kind: number})
    if (siren := numbers.get("siren")) and not numbers.get("siret"):
        same |= Q(siren=siren, siret="")
    if not same:
        return None
    return _others_than(other_than).filter(same).first()


def _others_than(association: Association | None) -> QuerySet[Association]:
    everyone = Association.objects.all()
    return everyone if association is None else everyone.exclude(pk=association.pk)


def alike_associations(
    *, name: str, commune: Commune, siren: str = "", other_than: Association | None = None
) -> list[Association]:
    """Associations that may be the same: a like name nearby, or the same SIREN. The likest first. One query."""
    point = Point(commune.latitude, commune.longitude)
    alike = Q(point.box(ALIKE_KM), likeness__gte=ALIKE)
    if siren:
        alike |= Q(siren=siren)
    return list(
        _others_than(other_than)
        .annotate(likeness=TrigramSimilarity(Unaccent("name"), Unaccent(Value(name))))  # type: ignore[arg-type]
        .filter(alike)
        .select_related("commune")
        .order_by("-likeness", "pk")[:_MOST_ALIKE]
    )


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


def associations_without_manager() -> AssociationQuerySet:
    """Published or awaiting the team, and nobody answers for them any more: their manager's account is gone."""
    managers = Membership.objects.filter(
        association=OuterRef("pk"), role=MembershipRole.MANAGER, user__is_active=True
    )
    return Association.objects.filter(
        ~Exists(managers), state__in=[AssociationState.SUBMITTED, AssociationState.PUBLISHED]
    ).order_by("name", "pk")


def moderators() -> list[User]:
    """Those of the team who decide about associations, and can still sign in."""
    return list(
        User.objects.filter(
            groups__permissions__content_type__app_label="moderation",
            groups__permissions__codename="moderate",
            is_active=True,
        )
        .distinct()
        .order_by("pk")
    )


def members_of(*, association: Association) -> QuerySet[Membership]:
    """Managers first, then by first name."""
    return association.memberships.select_related("user").order_by(
        "role", Lower(Unaccent("user__first_name")), "pk"
    )


def join_requests_of(*, association: Association) -> QuerySet[JoinRequest]:
    return association.join_requests.select_related("user")


def testimonials_of(*, association: Association) -> QuerySet[Testimonial]:
    """What the page of an association shows of what people say, the latest first."""
    return association.testimonials.filter(state=TestimonialState.PUBLISHED)


def communes_named(ids: Iterable[str]) -> list[Commune]:
    """Communes of these ids, by name. One query, none without ids."""
    wanted = list(ids)
    return list(Commune.objects.filter(pk__in=wanted).order_by("search_key")) if wanted else []


#: What an association says of itself.
_SAYING = ("name", "summary", "description", "commune__name")


def _matching(search: AssociationSearch) -> AssociationQuerySet:
    associations = (
        Association.objects.published().select_related("commune").defer("email", "phone", "description")
    )
    if search.cause:
        associations = associations.filter(causes__contains=[search.cause])
    if search.public:
        associations = associations.filter(publics__contains=[search.public])
    for word in search.words.split()[:MOST_WORDS]:
        associations = associations.filter(_nearly(word) if search.nearly else _says(word))
    return associations


def _says(*words: str) -> Q:
    """One of the words, or one that begins so, in a text or its commune; a part of the name; the name of a cause."""
    vector = SearchVector(*map(Unaccent, _SAYING), config="french")
    asked = reduce(operator.or_, (french_query(word) for word in words))
    found = Association.objects.annotate(vector=vector).filter(vector=asked)
    named = (Q(name__unaccent__icontains=word) | Q(causes__overlap=causes_named(word)) for word in words)
    return reduce(operator.or_, named, Q(pk__in=found.values("pk")))


def _nearly(word: str) -> Q:
    """The word as it is, or one spelt nearly so in what an association says of itself. Reads all their texts."""
    texts = Association.objects.published().values_list(*_SAYING)
    return _says(word, *words_like(word, chain.from_iterable(texts)))


def count_associations(communes: Collection[str]) -> int:
    """How many associations, whatever their state, have their seat in one of these communes."""
    return Association.objects.filter(commune__in=communes).count()
