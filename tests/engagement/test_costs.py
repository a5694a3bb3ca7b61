"""What each page costs in queries: the same for one row and for three."""

from __future__ import annotations

import re

import pytest

from matching.catalogue.services import apply_outbox
from matching.network.snapshot import forget_snapshot
from tests.factories.engagement import (
    AssociationFactory,
    MissionFactory,
    ParticipationFactory,
    VolunteerFactory,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.usefixtures("in_a")

#: Two of each are the menus of the site; the rest is the session, the person, and what the page is about.
QUERIES = {
    "missions": 6,
    "associations": 4,
    "association": 7,
    "mission": 13,
    "mine": 7,
    "inbox": 10,
    "manage": 8,
    "suggestions": 12,
}


def text(response) -> str:
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def manager():
    return UserFactory()


@pytest.fixture
def mission(manager):
    return MissionFactory(association=AssociationFactory(manager=manager))


def warmed(client, url: str) -> str:
    """Ask once, so that what a process keeps (the territory, the brand, the menus) is there."""
    assert client.get(url).status_code == 200
    return url


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_missions_costs_the_same_for_all(client_a, number, django_assert_num_queries):
    url = warmed(client_a, "/missions/?place=Libin&q=sentier")
    for _ in range(number):
        MissionFactory(slots=[1, 2])
    with django_assert_num_queries(QUERIES["missions"]):
        assert text(client_a.get(url)).count("Baliser un sentier") == number


@pytest.mark.parametrize("number", [1, 3])
def test_the_directory_costs_the_same_for_all(client_a, number, django_assert_num_queries):
    url = warmed(client_a, "/associations/")
    for _ in range(number):
        MissionFactory()
    with django_assert_num_queries(QUERIES["associations"]):
        assert text(client_a.get(url)).count("Les Amis du sentier") == number


@pytest.mark.parametrize("number", [1, 3])
def test_an_association_costs_the_same_for_all_its_missions(client_a, number, django_assert_num_queries):
    association = AssociationFactory()
    url = warmed(client_a, association.get_absolute_url())
    for _ in range(number):
        MissionFactory(association=association, slots=[1])
    with django_assert_num_queries(QUERIES["association"]):
        assert text(client_a.get(url)).count("Baliser un sentier") == number


@pytest.mark.parametrize("number", [1, 3])
def test_a_mission_costs_the_same_for_all_its_dates(client_a, number, django_assert_num_queries):
    client_a.force_login(VolunteerFactory().user)
    url = warmed(client_a, MissionFactory(slots=[1] * number).get_absolute_url())
    with django_assert_num_queries(QUERIES["mission"]):
        client_a.get(url)


@pytest.mark.parametrize("number", [1, 3])
def test_my_participations_cost_the_same_for_all(client_a, number, django_assert_num_queries):
    user = UserFactory()
    client_a.force_login(user)
    url = warmed(client_a, "/mes-participations/")
    for _ in range(number):
        ParticipationFactory(user=user, mission__slots=[1])
    with django_assert_num_queries(QUERIES["mine"]):
        assert text(client_a.get(url)).count("Baliser un sentier") >= number


@pytest.mark.parametrize("number", [1, 3])
def test_the_inbox_costs_the_same_for_all(client_a, manager, mission, number, django_assert_num_queries):
    client_a.force_login(manager)
    url = warmed(client_a, "/espace-association/")
    for _ in range(number):
        ParticipationFactory(mission=mission, user=VolunteerFactory().user)
    with django_assert_num_queries(QUERIES["inbox"]):
        client_a.get(url)


@pytest.mark.parametrize("number", [1, 3])
def test_managed_missions_cost_the_same_for_all(
    client_a, manager, mission, number, django_assert_num_queries
):
    client_a.force_login(manager)
    url = warmed(client_a, "/espace-association/missions/")
    for _ in range(number - 1):
        MissionFactory(association=mission.association)
    with django_assert_num_queries(QUERIES["manage"]):
        client_a.get(url)


@pytest.mark.parametrize("number", [1, 3])
def test_suggestions_cost_the_same_for_all(client_a, number, django_assert_num_queries):
    client_a.force_login(VolunteerFactory().user)
    url = warmed(client_a, "/suggestions/")
    for _ in range(number):
        MissionFactory()
    apply_outbox()
    forget_snapshot()
    with django_assert_num_queries(QUERIES["suggestions"]):
        assert text(client_a.get(url)).count("Baliser un sentier") == number
    forget_snapshot()
