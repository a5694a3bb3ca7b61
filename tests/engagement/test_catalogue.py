"""A mission reaches the network's catalogue in the transaction that publishes it, and leaves it when closed."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from engagement.associations.services import (
    approve_association,
    register_association,
    reinstate_association,
    suspend_association,
)
from engagement.missions.enums import Step
from engagement.missions.models import Mission
from engagement.missions.projection import project_missions
from engagement.missions.services import (
    MissionContent,
    close_mission,
    draft_mission,
    publish_mission,
    reopen_mission,
    write_mission,
)
from engagement.participations.services import accept_participation, request_participation
from kernel.lifecycle import ForbiddenTransition
from matching.catalogue.models import Opportunity
from tests.factories.engagement import (
    AssociationFactory,
    MissionFactory,
    ParticipationFactory,
    SlotFactory,
    association_content,
    home_commune,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.usefixtures("in_a")


@pytest.fixture
def now():
    return timezone.now()


def content(**changes) -> MissionContent:
    commune = home_commune()
    values = {
        "title": "Servir la soupe",
        "need": "Chaque vendredi, trente personnes viennent manger chaud.",
        "commune_id": commune.pk,
        "latitude": commune.latitude,
        "longitude": commune.longitude,
        "causes": ["food-aid"],
    }
    return MissionContent(**(values | changes))


def in_catalogue(mission: Mission) -> Opportunity | None:
    return Opportunity.objects.filter(mission_id=mission.pk, is_open=True).first()


def test_published_then_closed(now, territory_a):
    mission = draft_mission(association=AssociationFactory(), content=content())
    assert in_catalogue(mission) is None
    publish_mission(mission=mission, now=now)
    row = in_catalogue(mission)
    assert row.territory_id == territory_a.id
    assert row.title == "Servir la soupe"
    assert row.path == f"/missions/{mission.slug}/"
    close_mission(mission=mission, now=now)
    assert in_catalogue(mission) is None


def test_a_change_of_text_reaches_it(now):
    mission = MissionFactory()
    write_mission(mission=mission, values={"title": "Autre titre"}, step=Step.NEED, by=None, now=now)
    assert in_catalogue(mission).title == "Autre titre"


def test_suspending_an_association_withdraws_its_missions(now):
    mission = MissionFactory()
    suspend_association(association=mission.association)
    assert in_catalogue(mission) is None
    reinstate_association(association=mission.association)
    assert in_catalogue(mission) is not None


def test_connections_follow_requests(now):
    mission = MissionFactory(capacity=3)
    asked = request_participation(mission_id=mission.pk, user=UserFactory(), now=now)
    assert (in_catalogue(mission).connections, in_catalogue(mission).requests) == (1, 1)
    accept_participation(participation=asked, answered_by=UserFactory(), now=now)
    assert (in_catalogue(mission).connections, in_catalogue(mission).requests) == (1, 0)


def test_requests_alone_fill_nothing(now):
    mission = MissionFactory(slots=[2, 1])
    first, second = mission.slots.all()
    asked = [ParticipationFactory(mission=mission, slot=first) for _ in range(5)]

    def counted() -> tuple[int, int]:
        found = project_missions([mission.pk])[mission.pk]
        return found.connections, found.requests

    assert counted() == (5, 5)
    for participation in asked[:2]:
        participation.state = "accepted"
        participation.save()
    assert counted() == (5, 3)
    ParticipationFactory(mission=mission, slot=second, state="accepted")
    assert counted() == (6, 3)


def test_the_projection_of_slots(now):
    mission = MissionFactory(capacity=99)
    past = SlotFactory(mission=mission, starts_at=now - timedelta(days=3), capacity=5)
    first = SlotFactory(mission=mission, starts_at=now + timedelta(days=1), capacity=2)
    last = SlotFactory(mission=mission, starts_at=now + timedelta(days=8), capacity=3)
    ParticipationFactory(mission=mission, slot=past, state="accepted")
    ParticipationFactory(mission=mission, slot=first, state="accepted")
    ParticipationFactory(mission=mission, slot=last, state="withdrawn")
    found = project_missions([mission.pk])[mission.pk]
    assert (found.starts_at, found.ends_at) == (first.starts_at, last.ends_at)
    assert (found.capacity, found.connections) == (5, 1)


def test_what_is_hidden_or_over_projects_to_nothing(now):
    over = SlotFactory(starts_at=now - timedelta(days=3)).mission
    draft = MissionFactory(state="draft", published_at=None)
    assert project_missions([over.pk, draft.pk, 0]) == {over.pk: None, draft.pk: None, 0: None}


@pytest.mark.parametrize("number", [1, 3])
def test_projecting_takes_two_queries(number, django_assert_num_queries):
    ids = [MissionFactory(slots=[1, 2]).pk for _ in range(number)]
    with django_assert_num_queries(2):
        assert all(project_missions(ids).values())


def test_content_names_fields_of_the_model():
    names = {field.name for field in fields(MissionContent)}
    columns = {field.attname for field in Mission._meta.concrete_fields}
    assert names <= columns


def test_titles_share_no_address():
    association = AssociationFactory()
    slugs = [draft_mission(association=association, content=content()).slug for _ in range(3)]
    assert slugs == ["servir-la-soupe", "servir-la-soupe-2", "servir-la-soupe-3"]


def test_states_of_missions_and_associations(now):
    published = MissionFactory()
    with pytest.raises(ForbiddenTransition):
        publish_mission(mission=published, now=now)
    closed = close_mission(mission=published, now=now)
    with pytest.raises(ForbiddenTransition):
        close_mission(mission=closed, now=now)
    assert reopen_mission(mission=closed, now=now).state == "published"

    manager = UserFactory()
    association = register_association(
        content=association_content(name="Les Amis", summary="Ensemble."), manager=manager
    )
    assert association.state == "submitted"
    assert association.memberships.get().user == manager
    with pytest.raises(ForbiddenTransition):
        suspend_association(association=association)
    assert approve_association(association=association).state == "published"


def test_a_dated_mission_falls_in_its_day_parts_on_the_territorys_clock(in_a):
    mission = MissionFactory()
    # In Brussels in January: Saturday 9:30, Saturday 18:00, and Monday 0:30 although it is Sunday in Greenwich.
    for moment in ("2099-01-03T08:30Z", "2099-01-03T17:00Z", "2099-01-04T23:30Z"):
        starts_at = datetime.fromisoformat(moment)
        SlotFactory(mission=mission, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))
    assert project_missions([mission.pk])[mission.pk].availability == [
        "mon-morning",
        "sat-evening",
        "sat-morning",
    ]


def test_a_mission_without_dates_or_week_stays_flexible(in_a):
    mission = MissionFactory()
    assert project_missions([mission.pk])[mission.pk].availability == []
