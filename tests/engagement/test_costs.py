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
from engagement.agenda.models import Event, Registration
from engagement.associations.models import Association, Invitation, JoinRequest, Membership
from engagement.associations.models import Testimonial as SaidOfIt
from engagement.charter.models import Charter, Signature
from engagement.charter.services import publish_charter
from engagement.messaging.models import Conversation
from engagement.missions.models import Mission, Pattern, Slot
from engagement.recognition.certificates import issue_certificate
from engagement.recognition.models import Certificate
from kernel.accounts.models import User
from kernel.audit.models import Entry
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

    url: str | Callable[[Any], str]  # or what there must be for `owner` before, and the address then
    queries: int
    says: str
    add: Callable[[Any, int], object]
    whole: bool = False  # a map shows everything
    team: bool = False  # in the back office, for whoever steers the territory


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


def space(path: str) -> Callable[[Any], str]:
    """A page below the space of an association that `owner` manages."""
    return lambda owner: (
        f"/espace-association/associations/{AssociationFactory(manager=owner, description='').slug}/{path}"
    )


def manager_at(path: str) -> Callable[[Any], str]:
    """A page of the space of whoever manages an association, as `owner` does."""
    return lambda owner: f"/espace-association/{path}" if AssociationFactory(manager=owner) else ""


def members(owner: Any, number: int) -> None:
    one = Membership(association=Association.objects.get(), role="member")
    like(one, number, user=people(number))


def asking(owner: Any, number: int) -> None:
    one = JoinRequest(association=Association.objects.get(), message="Je tiens la buvette.")
    like(one, number, user=people(number), created_at=timezone.now())


def invited(owner: Any, number: int) -> None:
    one = Invitation(
        association=Association.objects.get(), role="member", expires_at=timezone.now() + timedelta(days=1)
    )
    codes = [uuid4().hex for _ in range(number)]
    like(one, number, digest=codes, email=[f"{code}@invitee.example" for code in codes])


def opinions(owner: Any, number: int) -> None:
    one = SaidOfIt(first_name="Zoé", text="Un accueil en or.", consented_at=timezone.now())
    like(one, number, association=Association.objects.get(), state_since=timezone.now())


def managed(owner: Any, number: int) -> None:
    like(Membership(user=owner, role="manager"), number, association=associations(owner, number))


def patterns(owner: Any, number: int) -> None:
    one = Pattern(association=Association.objects.get(), name="Tenir la buvette", content={"need": "Servir."})
    like(one, number, created_at=timezone.now())


def sheets(owner: Any) -> str:
    mission = MissionFactory(association=AssociationFactory(manager=owner))
    return f"/espace-association/missions/{mission.pk}/presences/"


def dates_with_people(owner: Any, number: int) -> None:
    slots = like(SlotFactory(mission=Mission.objects.get()), number)
    one = ParticipationFactory.build(mission=Mission.objects.get(), state="accepted")
    like(one, number, slot=slots, user=people(number))


def event_of_mine(owner: Any) -> str:
    event = EventFactory(association=AssociationFactory(manager=owner))
    return f"/espace-association/evenements/{event.pk}/inscriptions/"


def event_of_the_site(owner: Any) -> str:
    return f"/admin/events/{EventFactory(association=None).pk}/"


def guests(owner: Any, number: int) -> None:
    made = [UserFactory.build(first_name="Zoé", email=f"{uuid4()}@example.org") for _ in range(number)]
    one = Registration(occurrence=Event.objects.get().occurrences.get())
    like(one, number, user=User.objects.bulk_create(made), created_at=timezone.now())


def own_registrations(owner: Any, number: int) -> None:
    one = EventFactory(title="Atelier de réparation")
    made = like(one.occurrences.get(), number, event=like(one, number))
    like(Registration(user=owner), number, occurrence=made, created_at=timezone.now())


def certificates(owner: Any, number: int) -> None:
    """Of `owner`, from an association that she manages too."""
    one = Certificate.objects.first()
    if one is None:
        owner.first_name, owner.last_name = "Zoé", "Martin"
        given = HoursFactory(user=owner, association=AssociationFactory(manager=owner))
        fixed = {"kind": "period", "first_day": given.day, "last_day": given.day, "association": None}
        one = issue_certificate(user=owner, mission=None, now=timezone.now(), **fixed)
        number -= 1
    made = like(one, number, code=[uuid4().hex[:24] for _ in range(number)])
    through, association = Certificate.associations.through, Association.objects.get()
    through.objects.bulk_create(
        through(certificate=certificate, association=association) for certificate in made
    )


def signatures(owner: Any, number: int) -> None:
    version = Charter.objects.published().first()
    if version is None:
        version = publish_charter(charter=Charter.objects.get(), now=timezone.now())
    one = Signature(charter=version, name="Zoé Martin", signed_at=timezone.now())
    like(one, number, user=people(number), association=associations(owner, number))


def acts(owner: Any, number: int) -> None:
    like(Entry(act="person.exported", actor=owner, actor_label="Zoé M."), number)


def unanswered(owner: Any, number: int) -> None:
    mission = Mission.objects.first() or missions(owner, 1)[0]
    one = ParticipationFactory.build(mission=mission, requested_at=timezone.now() - timedelta(days=60))
    like(one, number, user=people(number))


def events_of_the_team(owner: Any, number: int) -> None:
    one = EventFactory(title="Atelier de réparation", association=None)
    like(one.occurrences.get(), number - 1, event=like(one, number - 1))


def said(owner: Any, number: int) -> None:
    one = Conversation.objects.get().messages.first()
    like(one, number, body="Et le dimanche ?")


def thread(owner: Any) -> str:
    return conversation_between(owner, AssociationFactory()).get_absolute_url()


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
    "members": Listed(space("equipe/"), 0, "Nommer responsable", members),
    "who asks to join": Listed(space("equipe/"), 0, "Je tiens la buvette.", asking),
    "invited to join": Listed(space("equipe/"), 0, "@invitee.example", invited),
    "testimonials": Listed(space("temoignages/"), 0, "Un accueil en or.", opinions),
    "my associations": Listed(manager_at("associations/"), 0, "Les Amis du sentier", managed),
    "models": Listed(manager_at("missions/modeles/"), 0, "Tenir la buvette", patterns),
    "attendance": Listed(sheets, 0, "1 personne attendue", dates_with_people),
    "who comes": Listed(event_of_mine, 0, "Zoé", guests),
    "my events": Listed("/mes-evenements/", 0, "Atelier de réparation", own_registrations),
    "my certificates": Listed("/mon-engagement/attestations/", 0, "Télécharger", certificates),
    "certificates of my associations": Listed("/espace-association/attestations/", 0, "Zoé", certificates),
    "a conversation": Listed(thread, 0, "Et le dimanche", said),
    "the team: who comes": Listed(event_of_the_site, 0, "Zoé", guests, team=True),
    "the team: events": Listed("/admin/events/", 0, "Atelier de réparation", events_of_the_team, team=True),
    "the team: signatures": Listed("/admin/signatures/", 0, "Zoé Martin", signatures, team=True),
    "the team: certificates": Listed("/admin/certificates/", 0, "Une période", certificates, team=True),
    "the team: journal": Listed("/admin/journal/", 0, "Zoé M.", acts, team=True),
    "the team: associations": Listed(
        "/admin/associations/", 0, "Les Amis du sentier", associations, team=True
    ),
    "the team: missions": Listed("/admin/missions/", 0, "Baliser un sentier", missions, team=True),
    "the team: unanswered": Listed("/admin/unanswered/", 0, "Baliser un sentier", unanswered, team=True),
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
