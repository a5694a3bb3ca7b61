"""What each page costs in queries: lists the same for 1, 3 and 300 rows, what a page shows in full for 1 and 3."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.team.roles import MODERATORS
from engagement.suggestions.views import SUGGESTIONS
from matching.catalogue.services import apply_outbox
from matching.network import snapshot
from matching.network.snapshot import forget_snapshot
from matching.search import wording
from tests.engagement import rows
from tests.factories.engagement import (
    AssociationFactory,
    MissionFactory,
    VolunteerFactory,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.usefixtures("in_a")

#: Two of each are the menus of the site; the rest is the session, the person, and what the page is about.
QUERIES = {
    "association": 6,
    "mission": 16,
    "suggestions": 16,
}


def text(response) -> str:
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def warmed(client, url: str) -> str:
    """Ask once, so that what a process keeps (the territory, the brand, the menus) is there."""
    assert client.get(url).status_code == 200
    return url


@dataclass(frozen=True)
class Listed:
    """A list: its address, how many queries it takes, what stands once a row, and how rows are added for `owner`."""

    url: str | Callable[[Any], str]  # or what there must be for `owner` before, and the address then
    queries: int
    says: str
    add: Callable[[Any, int], object]
    whole: bool = False  # a map shows everything
    team: bool = False  # in the back office, for whoever steers the territory


LISTS = {
    "missions": Listed("/missions/?place=Libin&q=sentier&page=99", 18, "Baliser un sentier", rows.missions),
    "missions on the map": Listed(
        "/missions/carte.json?place=Libin", 6, "Baliser un sentier", rows.missions, whole=True
    ),
    "missions beside the map": Listed("/missions/?view=map&page=99", 11, "Baliser un sentier", rows.missions),
    "associations": Listed("/associations/", 5, "Les Amis du sentier", rows.associations),
    "associations on the map": Listed(
        "/associations/carte.json", 1, "Les Amis du sentier", rows.associations, whole=True
    ),
    "agenda": Listed("/agenda/", 5, "Atelier de réparation", rows.events),
    "offers": Listed("/propositions/", 7, "Réparer un vélo", rows.offers),
    "inbox": Listed("/espace-association/", 9, "Baliser un sentier", rows.requests),
    "managed missions": Listed("/espace-association/missions/", 7, "Baliser un sentier", rows.missions),
    "moderation": Listed("/admin/moderation/", 14, "Baliser un sentier", rows.submitted),
    "invitations": Listed("/mes-invitations/", 10, "Baliser un sentier", rows.own_invitations),
    "conversations": Listed("/messages/", 8, "Une question", rows.conversations),
    "conversations of associations": Listed(
        "/espace-association/messages/", 8, "Une question", rows.received
    ),
    "managed events": Listed(
        "/espace-association/evenements/", 7, "Atelier de réparation", rows.managed_events
    ),
    "hours to answer": Listed("/espace-association/heures/", 8, "Tri des dons", rows.hours),
    "my hours": Listed("/mon-engagement/", 11, "Tri des dons", rows.own_hours),
    "my offers": Listed("/mes-propositions/", 6, "Réparer un vélo", rows.own_offers),
    "my participations": Listed("/mes-participations/", 8, "Baliser un sentier", rows.own_participations),
    "members": Listed(rows.space("equipe/"), 10, "Nommer responsable", rows.members),
    "who asks to join": Listed(rows.space("equipe/"), 11, "Je tiens la buvette.", rows.asking),
    "invited to join": Listed(rows.space("equipe/"), 11, "@invitee.example", rows.invited),
    "testimonials": Listed(rows.space("temoignages/"), 8, "Un accueil en or.", rows.opinions),
    "my associations": Listed(rows.manager_at("associations/", of=2), 6, "Les Amis du sentier", rows.managed),
    "models": Listed(rows.manager_at("missions/modeles/"), 8, "Tenir la buvette", rows.patterns),
    "attendance": Listed(rows.sheets, 9, "1 personne attendue", rows.dates_with_people),
    "who comes": Listed(rows.event_of_mine, 9, "Zoé", rows.guests),
    "my events": Listed("/mes-evenements/", 6, "Atelier de réparation", rows.own_registrations),
    "my certificates": Listed("/mon-engagement/attestations/", 8, "Télécharger", rows.certificates),
    "certificates of my associations": Listed(
        "/espace-association/attestations/", 7, "Zoé", rows.certificates
    ),
    "a conversation": Listed(rows.thread, 20, "Et le dimanche", rows.said),
    "the team: who comes": Listed(rows.event_of_the_site, 14, "Zoé", rows.guests, team=True),
    "the team: events": Listed(
        "/admin/events/", 10, "Atelier de réparation", rows.events_of_the_team, team=True
    ),
    "the team: signatures": Listed("/admin/signatures/", 11, "Zoé Martin", rows.signatures, team=True),
    "the team: certificates": Listed("/admin/certificates/", 10, "Une période", rows.certificates, team=True),
    "the team: journal": Listed("/admin/journal/", 10, "Zoé M.", rows.acts, team=True),
    "the team: associations": Listed(
        "/admin/associations/", 10, "Les Amis du sentier", rows.associations, team=True
    ),
    "the team: missions": Listed("/admin/missions/", 10, "Baliser un sentier", rows.missions, team=True),
    "the team: unanswered": Listed(
        "/admin/unanswered/", 11, "Baliser un sentier", rows.unanswered, team=True
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_for_1_3_and_300_and_has_pages(client_a, name, monkeypatch):
    monkeypatch.setattr(snapshot, "REFRESH_SECONDS", 3600.0)  # elsewhere a thread looks for changes
    monkeypatch.setattr(wording, "REFRESH_SECONDS", 0.0)  # each search looks, as it does once a second
    listed = LISTS[name]
    owner = VolunteerFactory().user
    owner.groups.add(Group.objects.get(name=MODERATORS.name))
    if listed.team:
        owner.is_staff = owner.is_superuser = True
        owner.save(update_fields=["is_staff", "is_superuser"])
    if name not in ("associations", "agenda"):
        client_a.force_login(owner)
    url = listed.url if isinstance(listed.url, str) else listed.url(owner)
    client_a.get(url)  # what a process keeps (the territory, the brand, the menus) is there from now on
    costs, shown, there = {}, {}, 0
    for number in (1, 3, 300):
        listed.add(owner, number - there)
        there = number
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = client_a.get(url)
        assert response.status_code == 200
        costs[number], shown[number] = len(queries), text(response).count(listed.says)
    assert costs == dict.fromkeys((1, 3, 300), listed.queries)
    assert shown[1] >= 1
    assert shown[3] >= 3
    assert (shown[300] >= 300) == listed.whole
    assert listed.whole or re.search(r"[?&;](?:p|page|requests|invitations)=2", response.content.decode())


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


@pytest.mark.parametrize("number", [1, 3, 300])
def test_suggestions_cost_the_same_for_all(client_a, number, django_assert_num_queries):
    client_a.force_login(VolunteerFactory().user)
    url = warmed(client_a, "/suggestions/")
    rows.missions(UserFactory(), number)
    apply_outbox()
    forget_snapshot()
    with django_assert_num_queries(QUERIES["suggestions"]):
        assert text(client_a.get(url)).count("Baliser un sentier") == min(number, SUGGESTIONS)
    forget_snapshot()
