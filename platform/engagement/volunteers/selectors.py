"""Reads a citizen's profile, and turns it into what the engine ranks for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count
from django.utils import timezone

from engagement.places import Point
from engagement.volunteers.models import Volunteer
from kernel.accounts.models import User
from kernel.tenancy import TerritoryContext, current_territory
from matching.engine import Mobility, Seeker
from tenants.registry.models import Territory


def profile_of(user: User | AnonymousUser) -> Volunteer | None:
    """Her profile with its commune, or None. One query."""
    if not user.is_authenticated:
        return None
    return Volunteer.objects.select_related("commune").filter(user_id=user.pk).first()


def home_of(volunteer: Volunteer | None) -> Point | None:
    """Where she lives, to the commune, when she said so."""
    if volunteer is None or volunteer.commune is None:
        return None
    return Point(volunteer.commune.latitude, volunteer.commune.longitude)


@dataclass(frozen=True, slots=True)
class LivesElsewhere:
    """Somebody whose commune is not the territory's; `territory` is the one whose it is, if there is one."""

    commune: str
    territory: TerritoryContext | None


def lives_elsewhere(volunteer: Volunteer | None) -> LivesElsewhere | None:
    """Where she lives, when that is not here. No query without a commune; one, and two more where it is not here."""
    here = current_territory()
    if here is None or volunteer is None or volunteer.commune is None:
        return None
    of_commune = Territory.objects.filter(communes=volunteer.commune_id)
    if of_commune.filter(pk=here.id).exists():
        return None
    # The smallest of those that overlap is the nearest to her.
    others = Territory.objects.listed().filter(pk__in=of_commune.values("pk"))
    other = others.annotate(size=Count("communes")).order_by("size", "name").first()
    return LivesElsewhere(volunteer.commune.name, other.context() if other else None)


def seeker_of(volunteer: Volunteer, *, now: datetime) -> Seeker:
    """The engine's view of a profile: no name, no address, an age to the year."""
    territory = current_territory()
    home = home_of(volunteer)
    year = timezone.localtime(now).year
    return Seeker(
        id=str(volunteer.pk),
        territory=territory.slug if territory else None,
        lat=home.latitude if home else None,
        lon=home.longitude if home else None,
        radius_km=float(volunteer.radius_km),
        remote_ok=volunteer.remote_ok,
        causes=frozenset(volunteer.causes),
        skills=frozenset(volunteer.skills),
        availability=frozenset(volunteer.availability),
        age=year - volunteer.birth_year if volunteer.birth_year else None,
        mobility=Mobility(volunteer.mobility),
    )


def count_profiles(communes: Collection[str]) -> int:
    """How many profiles name one of these communes as home."""
    return Volunteer.objects.filter(commune__in=communes).count()
