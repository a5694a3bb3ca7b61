"""Turns the grammar's plain data into rows of a territory, in bulk. The catalogue follows by its triggers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from demo.grammar import AssociationSpec, MissionSpec, Place, TerritorySpec, VolunteerSpec
from engagement.associations.models import Association, AssociationState, Membership, MembershipRole
from engagement.missions.models import Mission, MissionState, Slot
from engagement.participations.models import Participation
from engagement.volunteers.models import Volunteer
from kernel.accounts.models import User
from kernel.accounts.services import open_accounts
from kernel.tenancy import TerritoryContext, tenant_context
from kernel.ui.slugs import slug_of
from matching.catalogue.services import apply_outbox
from tenants.geography.models import Commune

#: A published mission whose places are taken is still published; so is one that people have already attended.
_MISSION_STATES = {"full": MissionState.PUBLISHED}


def places_of(communes: Iterable[Commune]) -> list[Place]:
    """The grammar's view of a territory's communes."""
    return [
        Place(
            commune_id=commune.pk,
            name=commune.name,
            latitude=commune.latitude,
            longitude=commune.longitude,
            population=commune.population or 0,
            postcode=commune.postcodes[0] if commune.postcodes else "",
        )
        for commune in communes
    ]


@transaction.atomic
def fill_territory(territory: TerritoryContext, spec: TerritorySpec, *, now: datetime) -> None:
    """Write a territory's associations, missions, people and participations, and its part of the catalogue.

    A constant number of queries, whatever the quantities. The territory must hold none of these addresses yet.
    """
    with tenant_context(territory):
        managers = _people_by_address(
            (a.manager_first_name, a.manager_last_name, a.manager_email) for a in spec.associations
        )
        associations = _create_associations(spec.associations, managers)
        missions, slots = _create_missions(spec.missions, associations, now)
        volunteers = _create_volunteers(spec.volunteers)
        _create_participations(spec, missions, slots, volunteers, managers, now)
        while apply_outbox(limit=5000):
            pass


class _Slugs:
    """Distinct slugs: the second `repair-cafe` is `repair-cafe-2`."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, text: str) -> str:
        first = slug = slug_of(text)[:140].strip("-") or "sans-titre"
        number = 1
        while slug in self._taken:
            number += 1
            slug = f"{first}-{number}"
        self._taken.add(slug)
        return slug


def _people_by_address(people: Iterable[tuple[str, str, str]]) -> dict[str, User]:
    return {user.email: user for user in open_accounts(people)}


def _create_associations(
    specs: Sequence[AssociationSpec], managers: Mapping[str, User]
) -> dict[str, Association]:
    slugs = _Slugs()
    rows = Association.objects.bulk_create(
        Association(
            name=spec.name,
            slug=slugs.take(spec.name),
            summary=spec.summary,
            description="\n\n".join(spec.description),
            causes=list(spec.causes),
            publics=list(spec.publics),
            commune_id=spec.commune_id,
            street=spec.address,
            latitude=spec.latitude,
            longitude=spec.longitude,
            opening_hours=spec.opening_hours,
            founded_year=spec.founded_year,
            website=spec.website or "",
            email=spec.manager_email,
            state=AssociationState.PUBLISHED,
        )
        for spec in specs
    )
    associations = dict(zip((spec.key for spec in specs), rows, strict=True))
    Membership.objects.bulk_create(
        Membership(
            association=associations[spec.key], user=managers[spec.manager_email], role=MembershipRole.MANAGER
        )
        for spec in specs
    )
    return associations


def _create_missions(
    specs: Sequence[MissionSpec], associations: Mapping[str, Association], now: datetime
) -> tuple[dict[str, Mission], dict[str, list[Slot]]]:
    slugs = _Slugs()
    rows = Mission.objects.bulk_create(
        Mission(
            association=associations[spec.association_key],
            title=spec.title,
            slug=slugs.take(spec.title),
            need=spec.need,
            tasks=list(spec.tasks),
            welcome=spec.welcome,
            accompaniment=spec.accompaniment,
            given_back=spec.given_back,
            expenses=spec.expenses,
            accessibility=spec.accessibility,
            min_age=spec.min_age or None,
            publics=list(spec.publics),
            causes=list(spec.causes),
            skills=list(spec.skills),
            availability=list(spec.availability),
            remote=spec.remote,
            commune_id=spec.commune_id,
            place_name=spec.place_name,
            street=spec.address,
            latitude=spec.latitude,
            longitude=spec.longitude,
            starts_at=spec.starts_at,
            ends_at=spec.ends_at,
            capacity=spec.capacity,
            reach=spec.reach,
            state=_MISSION_STATES.get(spec.state, spec.state),
            published_at=None if spec.state == "draft" else now - timedelta(days=spec.published_days_ago),
        )
        for spec in specs
    )
    missions = dict(zip((spec.key for spec in specs), rows, strict=True))
    slots = {
        spec.key: [
            Slot(mission=missions[spec.key], starts_at=s.starts_at, ends_at=s.ends_at, capacity=s.capacity)
            for s in spec.slots
        ]
        for spec in specs
    }
    Slot.objects.bulk_create(slot for of_mission in slots.values() for slot in of_mission)
    return missions, slots


def _create_volunteers(specs: Sequence[VolunteerSpec]) -> dict[str, User]:
    users = _people_by_address((spec.first_name, spec.last_name, spec.email) for spec in specs)
    Volunteer.objects.bulk_create(volunteer_row(users[spec.email], spec) for spec in specs)
    return {spec.key: users[spec.email] for spec in specs}


def volunteer_row(user: User, spec: VolunteerSpec) -> Volunteer:
    """The profile that a specification describes, unsaved."""
    return Volunteer(
        user=user,
        commune_id=spec.commune_id,
        radius_km=spec.radius_km,
        birth_year=spec.birth_year,
        causes=list(spec.causes),
        skills=list(spec.skills),
        availability=list(spec.availability),
        languages=list(spec.languages),
        remote_ok=spec.remote_ok,
        mobility=spec.mobility,
        findable=spec.findable,
        findable_beyond=spec.findable and spec.remote_ok,
    )


def _create_participations(
    territory: TerritorySpec,
    missions: Mapping[str, Mission],
    slots: Mapping[str, Sequence[Slot]],
    volunteers: Mapping[str, User],
    managers: Mapping[str, User],
    now: datetime,
) -> None:
    manager_of = {spec.key: managers[spec.manager_email] for spec in territory.associations}
    answering = {spec.key: manager_of[spec.association_key] for spec in territory.missions}
    Participation.objects.bulk_create(
        Participation(
            mission=missions[spec.mission_key],
            slot=None if spec.slot_index is None else slots[spec.mission_key][spec.slot_index],
            user=volunteers[spec.volunteer_key],
            state=spec.state,
            message=spec.message,
            answer=spec.answer,
            requested_at=now - timedelta(days=spec.requested_days_ago),
            hours=spec.hours if spec.state == "attended" else None,
            answered_at=None
            if spec.answered_days_ago is None
            else now - timedelta(days=spec.answered_days_ago),
            answered_by=None if spec.answered_days_ago is None else answering[spec.mission_key],
        )
        for spec in territory.participations
    )
