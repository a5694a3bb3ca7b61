"""What each page costs in queries: lists the same for 1, 3 and 300 rows, what a page shows in full for 1 and 3."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.db.models.base import ModelState
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.team.roles import MODERATORS
from engagement.associations.models import Association
from engagement.missions.models import Mission, Slot
from matching.catalogue.services import apply_outbox
from matching.network import snapshot
from matching.network.snapshot import forget_snapshot
from matching.search import wording
from tests.factories.agenda import EventFactory, OfferFactory
from tests.factories.engagement import (
    AssociationFactory,
    MissionFactory,
    ParticipationFactory,
    SlotFactory,
    VolunteerFactory,
)
from tests.factories.messaging import conversation_between
from tests.factories.people import UserFactory
from tests.factories.recognition import HoursFactory

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


@dataclass(frozen=True)
class Listed:
    """A list: its address, how many queries it takes, what stands once a row, and how rows are added for `owner`."""

    url: str
    queries: int
    says: str
    add: Callable[[Any, int], object]
    whole: bool = False  # a map shows everything


def like(row: Any, number: int, **fields: Any) -> list[Any]:
    """`number` more rows like one, in one query. A field is a value, or a list with one for each; slugs are new."""
    if hasattr(row, "slug"):
        fields.setdefault("slug", [f"{row.slug}-{uuid4()}" for _ in range(number)])
    made = []
    for n in range(number):
        one = copy(row)
        one._state, one.pk = ModelState(), None
        for name, value in fields.items():
            setattr(one, name, value[n] if isinstance(value, list) else value)
        made.append(one)
    return type(row)._default_manager.bulk_create(made)


def people(number: int) -> list[Any]:
    return like(UserFactory(), number, email=[f"{uuid4()}@example.org" for _ in range(number)])


def associations(owner: Any, number: int) -> list[Any]:
    return like(AssociationFactory(name="Les Amis du sentier"), number)


def missions(owner: Any, number: int) -> list[Any]:
    """With two dates each, of one association that `owner` manages."""
    association = Association.objects.first() or AssociationFactory(manager=owner)
    one = MissionFactory.build(association=association, title="Baliser un sentier")
    made = like(one, number)
    slot = SlotFactory.build(mission=one)
    like(slot, number, mission=made)
    like(slot, number, mission=made, starts_at=slot.ends_at, ends_at=slot.ends_at + timedelta(hours=1))
    return made


def submitted(owner: Any, number: int) -> None:
    missions(owner, number)
    Mission.objects.update(state="submitted", submitted_at=timezone.now())


def events(owner: Any, number: int) -> None:
    one = EventFactory(title="Atelier de réparation")
    like(one.occurrences.get(), number - 1, event=like(one, number - 1))


def offers(owner: Any, number: int) -> None:
    like(OfferFactory(title="Réparer un vélo"), number - 1, user=people(number - 1))


def requests(owner: Any, number: int) -> None:
    """Asked of a mission that `owner` manages."""
    mission = Mission.objects.first() or missions(owner, 1)[0]
    like(ParticipationFactory.build(mission=mission, user=owner), number, user=people(number))


def own_participations(owner: Any, number: int) -> None:
    made = missions(owner, number)
    slots = list(Slot.objects.filter(mission__in=made).order_by("pk")[:number])
    one = ParticipationFactory.build(user=owner, mission=made[0])
    like(one, number, mission=[slot.mission for slot in slots], slot=slots)


def conversations(owner: Any, number: int) -> None:
    one = conversation_between(owner, AssociationFactory())
    pairs = [f"{one.pair}-{n}" for n in range(number - 1)]
    made = like(one, number - 1, association=associations(owner, number - 1), pair=pairs)
    like(one.messages.get(), number - 1, conversation=made)


def managed_events(owner: Any, number: int) -> None:
    association = Association.objects.first() or AssociationFactory(manager=owner)
    one = EventFactory(title="Atelier de réparation", association=association)
    like(one.occurrences.get(), number - 1, event=like(one, number - 1))


def hours(owner: Any, number: int) -> None:
    """Declared to an association that `owner` manages."""
    association = Association.objects.first() or AssociationFactory(manager=owner)
    one = HoursFactory.build(association=association, note="Tri des dons", state="declared", user=owner)
    like(one, number, user=people(number))


def own_hours(owner: Any, number: int) -> None:
    association = Association.objects.first() or AssociationFactory()
    like(
        HoursFactory.build(
            association=association, note="Tri des dons", user=owner, day=timezone.localdate()
        ),
        number,
    )


def own_offers(owner: Any, number: int) -> None:
    like(OfferFactory(title="Réparer un vélo", user=owner), number - 1)


def received(owner: Any, number: int) -> None:
    """In the name of an association that `owner` manages."""
    association = Association.objects.first() or AssociationFactory(manager=owner)
    one = conversation_between(UserFactory(), association)
    pairs = [f"{one.pair}-{n}" for n in range(number - 1)]
    made = like(one, number - 1, person=people(number - 1), pair=pairs)
    like(one.messages.get(), number - 1, conversation=made)


LISTS = {
    "missions": Listed("/missions/?place=Libin&q=sentier&page=99", 18, "Baliser un sentier", missions),
    "missions on the map": Listed(
        "/missions/carte.json?place=Libin", 6, "Baliser un sentier", missions, whole=True
    ),
    "missions beside the map": Listed("/missions/?view=map&page=99", 11, "Baliser un sentier", missions),
    "associations": Listed("/associations/", 5, "Les Amis du sentier", associations),
    "associations on the map": Listed(
        "/associations/carte.json", 1, "Les Amis du sentier", associations, whole=True
    ),
    "agenda": Listed("/agenda/", 5, "Atelier de réparation", events),
    "offers": Listed("/propositions/", 7, "Réparer un vélo", offers),
    "inbox": Listed("/espace-association/", 9, "Baliser un sentier", requests),
    "managed missions": Listed("/espace-association/missions/", 7, "Baliser un sentier", missions),
    "moderation": Listed("/admin/moderation/", 14, "Baliser un sentier", submitted),
    "conversations": Listed("/messages/", 8, "Une question", conversations),
    "conversations of associations": Listed("/espace-association/messages/", 8, "Une question", received),
    "managed events": Listed("/espace-association/evenements/", 7, "Atelier de réparation", managed_events),
    "hours to answer": Listed("/espace-association/heures/", 8, "Tri des dons", hours),
    "my hours": Listed("/mon-engagement/", 11, "Tri des dons", own_hours),
    "my offers": Listed("/mes-propositions/", 6, "Réparer un vélo", own_offers),
    "my participations": Listed("/mes-participations/", 8, "Baliser un sentier", own_participations),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_for_1_3_and_300_and_has_pages(client_a, name, monkeypatch):
    monkeypatch.setattr(snapshot, "REFRESH_SECONDS", 3600.0)  # elsewhere a thread looks for changes
    monkeypatch.setattr(wording, "REFRESH_SECONDS", 0.0)  # each search looks, as it does once a second
    listed = LISTS[name]
    owner = VolunteerFactory().user
    owner.groups.add(Group.objects.get(name=MODERATORS.name))
    if name not in ("associations", "agenda"):
        client_a.force_login(owner)
    client_a.get(
        listed.url
    )  # what a process keeps (the territory, the brand, the menus) is there from now on
    costs, shown, there = {}, {}, 0
    for number in (1, 3, 300):
        listed.add(owner, number - there)
        there = number
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = client_a.get(listed.url)
        assert response.status_code == 200
        costs[number], shown[number] = len(queries), text(response).count(listed.says)
    assert costs == dict.fromkeys((1, 3, 300), listed.queries)
    assert shown[1] >= 1
    assert shown[3] >= 3
    assert (shown[300] >= 300) == listed.whole
    assert listed.whole or re.search(r"[?&;]p(?:age)?=2", response.content.decode())


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
