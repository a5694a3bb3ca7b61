"""Associations and missions in the back office."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from cms.team.roles import EDITORS, MODERATORS
from tests.factories.engagement import AssociationFactory, MissionFactory
from tests.factories.people import UserFactory


@pytest.fixture
def moderator_client(in_a, client_a):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=MODERATORS.name))
    client_a.force_login(user)
    return client_a


def test_lists_are_searched_and_filtered(moderator_client):
    AssociationFactory(name="Les Jardins partagés")
    AssociationFactory(name="Le Fournil solidaire", state="submitted")
    url = reverse("backoffice_associations:index")
    both = moderator_client.get(url).content.decode()
    assert "Les Jardins partagés" in both
    assert "Le Fournil solidaire" in both
    waiting = moderator_client.get(url, {"state": "submitted"}).content.decode()
    assert "Le Fournil solidaire" in waiting
    assert "Les Jardins partagés" not in waiting
    assert "Les Jardins partagés" in moderator_client.get(url, {"q": "jardins"}).content.decode()


def test_an_association_is_published_then_suspended(moderator_client):
    association = AssociationFactory(state="submitted")
    url = reverse("backoffice_associations:inspect", args=[association.pk])
    for action, state in (("publish", "published"), ("suspend", "suspended")):
        assert f'value="{action}"' in moderator_client.get(url).content.decode()
        assert moderator_client.post(url, {"action": action}).status_code == 302
        association.refresh_from_db()
        assert association.state == state


def test_a_second_click_is_explained(moderator_client):
    association = AssociationFactory(state="suspended")
    url = reverse("backoffice_associations:inspect", args=[association.pk])
    response = moderator_client.post(url, {"action": "suspend"}, follow=True)
    assert "Quelqu’un a été plus rapide" in response.content.decode()


def test_a_mission_is_closed(moderator_client):
    mission = MissionFactory()
    url = reverse("backoffice_missions:inspect", args=[mission.pk])
    text = moderator_client.get(url).content.decode()
    assert "Environnement" in text
    assert "None" not in text.partition("<dl>")[2]
    moderator_client.post(url, {"action": "close"})
    mission.refresh_from_db()
    assert mission.state == "closed"


@pytest.mark.parametrize("view", ["add", "edit", "delete"])
def test_nobody_rewrites_what_associations_say(moderator_client, view):
    association = AssociationFactory()
    args = [] if view == "add" else [association.pk]
    assert moderator_client.get(reverse(f"backoffice_associations:{view}", args=args)).status_code in (
        302,
        404,
    )


def test_an_editor_of_pages_does_not_moderate(in_a, client_a):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=EDITORS.name))
    client_a.force_login(user)
    association = AssociationFactory(state="submitted")
    url = reverse("backoffice_associations:inspect", args=[association.pk])
    assert client_a.get(url).status_code == 302
    client_a.post(url, {"action": "publish"})
    association.refresh_from_db()
    assert association.state == "submitted"


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same_whatever_their_length(moderator_client, django_assert_max_num_queries, number):
    for _ in range(number):
        MissionFactory()
    url = reverse("backoffice_missions:index")
    moderator_client.get(url)
    with django_assert_max_num_queries(22):
        moderator_client.get(url)
