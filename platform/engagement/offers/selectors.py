"""Reads offers. Every list comes out of one query, whatever its length."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.search import SearchVector
from django.db.models import F, FloatField, Q, Value

from engagement.associations.policies import manages_any
from engagement.offers.models import Offer, OfferQuerySet
from engagement.places import Point
from kernel.accounts.models import User
from matching.french import Unaccent, french_query


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferSearch:
    """What a visitor looks for. Empty values do not filter. Offers come to `near` when their radius reaches it."""

    words: str = ""
    near: Point | None = None
    radius_km: float | None = None
    cause: str = ""
    skill: str = ""
    availability: str = ""


def search_offers(*, search: OfferSearch, viewer: User | AnonymousUser, now: datetime) -> OfferQuerySet:
    """Current offers that the viewer may read, with `distance_km` (None without a place): nearest, else latest first.

    Two queries when the list is read: what is for associations only is shown to those who manage one.
    """
    near = search.near
    offers = Offer.objects.current(now).select_related("user", "commune")
    if not manages_any(viewer):
        offers = offers.open_to_everyone()
    offers = offers.annotate(distance_km=near.distance() if near else Value(None, output_field=FloatField()))
    if near and search.radius_km:
        # Either side may make the way.
        offers = offers.filter(Q(distance_km__lte=search.radius_km) | Q(distance_km__lte=F("radius_km")))
    if search.cause:
        offers = offers.filter(causes__contains=[search.cause])
    if search.skill:
        offers = offers.filter(skills__contains=[search.skill])
    if search.availability:
        offers = offers.filter(Q(availability=[]) | Q(availability__contains=[search.availability]))
    for word in search.words.split()[:8]:
        offers = offers.filter(_says(word))
    latest = ("-published_at", "pk")
    return (
        offers.order_by(F("distance_km").asc(nulls_last=True), *latest) if near else offers.order_by(*latest)
    )


def find_offer(*, slug: str) -> Offer | None:
    """An offer in any state, with its author and commune. One query."""
    return Offer.objects.select_related("user", "commune").filter(slug=slug).first()


def offers_of(*, user: User) -> OfferQuerySet:
    """Her own, in any state, the latest first."""
    return Offer.objects.filter(user=user).select_related("commune").order_by("-created_at", "-pk")


def _says(word: str) -> Q:
    vector = SearchVector(Unaccent("title"), Unaccent("description"), config="french")
    found = Offer.objects.annotate(vector=vector).filter(vector=french_query(word))
    return Q(pk__in=found.values("pk")) | Q(title__unaccent__icontains=word)
