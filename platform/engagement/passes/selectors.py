"""Reads passes and what is under way elsewhere, for the person whose they are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from engagement.participations.models import ACTIVE_STATES, ParticipationState
from engagement.passes.models import Guest, Journey, Pass
from kernel.accounts.models import User
from tenants.registry.models import Territory


@dataclass(frozen=True, slots=True)
class JourneyElsewhere:
    """A participation in another territory as her own shows it. `url` leads there, through her pass."""

    journey: Journey
    territory: str
    url: str
    is_closed: bool
    is_current: bool
    is_expected: bool


def pass_to(*, user: User, host: str) -> Pass | None:
    """Her pass to one territory."""
    return Pass.objects.select_related("user").filter(user=user, host=host).first()


def passes_of(*, user: User) -> QuerySet[Pass]:
    """Hers, with what is under way there. Two queries."""
    return Pass.objects.filter(user=user).prefetch_related("journeys")


def journeys_of(*, user: User) -> list[JourneyElsewhere]:
    """What she takes or took part in elsewhere, the latest first. One query; two where there is any."""
    rows = list(Journey.objects.filter(travel_pass__user=user).select_related("travel_pass"))
    open_hosts = live({row.travel_pass.host for row in rows}) if rows else set()
    return [
        JourneyElsewhere(
            journey=row,
            territory=row.travel_pass.host_name,
            url=reverse(
                "passes:cross", kwargs={"territory": row.travel_pass.host, "path": row.path.lstrip("/")}
            ),
            is_closed=row.travel_pass.host not in open_hosts,
            is_current=row.state in ACTIVE_STATES,
            is_expected=row.state == ParticipationState.ACCEPTED,
        )
        for row in rows
    ]


def live(slugs: Collection[str]) -> set[str]:
    """Those of these territories whose site answers. One query."""
    return set(Territory.objects.open().filter(slug__in=slugs).values_list("slug", flat=True))


def states_of(slugs: Collection[str]) -> dict[str, str]:
    """The state of each of these territories that exists. One query."""
    return dict(Territory.objects.filter(slug__in=slugs).values_list("slug", "state"))


def guest_called(*, code: str, home: str) -> Guest | None:
    """The guest whom a territory sent with this code."""
    return Guest.objects.select_related("user").filter(code=code, home=home).first()


def here_as_guest(user: User) -> Guest | None:
    """What is known of her as a guest; None of somebody of the territory's own."""
    return Guest.objects.filter(user=user).first() if user.is_guest else None
