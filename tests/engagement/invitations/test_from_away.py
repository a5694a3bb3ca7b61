"""An association invites somebody of a neighbouring territory: it does not know whom, until she says yes."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from engagement.invitations.from_away import AlreadyAnswered, accept_from_away, decline_from_away
from engagement.invitations.models import FarAnswer, FromAway, MissionInvitation, SentAway
from engagement.invitations.people_away import people_away
from engagement.invitations.selectors import PeopleSearch, month_of
from engagement.invitations.sent_away import invite_away
from engagement.invitations.services import NotInvitable, forget_old_invitations
from engagement.missions.models import Mission
from engagement.participations.models import Participation
from engagement.passes.models import Guest, Pass
from engagement.privacy.archive import archive_of
from engagement.privacy.erasure import erase_person
from engagement.privacy.services import withdraw_consent
from engagement.rules.models import Rules
from engagement.rules.services import change_rules
from engagement.volunteers.models import Volunteer
from engagement.volunteers.services import FINDABLE, FINDABLE_BEYOND
from kernel.accounts.models import User
from kernel.accounts.services import open_account
from kernel.tenancy import TerritoryContext, tenant_context
from matching.catalogue.services import apply_outbox
from matching.network import snapshot
from matching.network.snapshot import forget_snapshot
from tenants.registry.models import Territory
from tests.engagement.invitations.test_invitations import _text
from tests.engagement.passes.test_taking_part_elsewhere import settle, traces
from tests.factories.engagement import MissionFactory, VolunteerFactory
from tests.factories.people import UserFactory
from tests.harness.clients import HostClient

ADDRESS = "odile.perrin@boite.example"
NAMES = ("odile.perrin", "Odilette", "Perrinelle")
WORDS = "Votre permis nous sauverait la mise."


@pytest.fixture
def odile(db: None, territory_a: TerritoryContext) -> Volunteer:
    with tenant_context(territory_a):
        user = open_account(email=ADDRESS, first_name="Odilette", last_name="Perrinelle")
        return VolunteerFactory(
            user=user, skills=["driving"], birth_year=1970, radius_km=80, findable=True, findable_beyond=True
        )


@pytest.fixture
def mission(db: None, territory_b: TerritoryContext) -> Mission:
    forget_snapshot()
    with tenant_context(territory_b):
        made = MissionFactory(
            title="Livrer des colis",
            skills=["driving"],
            availability=["sat-morning"],
            reach="neighbours",
            min_age=18,
        )
        made.association.memberships.create(
            user=UserFactory(email="philippe@fournil.example", first_name="Philippe"), role="manager"
        )
        apply_outbox()
    return made


@pytest.fixture
def manager(mission: Mission, territory_b: TerritoryContext) -> User:
    with tenant_context(territory_b):
        return User.objects.get(email="philippe@fournil.example")


def invited(mission: Mission, by: User, territory: TerritoryContext) -> SentAway:
    with tenant_context(territory):
        (person,) = people_away(mission=mission, now=timezone.now()).people
        return invite_away(mission=mission, trace=person.trace, by=by, message=WORDS, now=timezone.now())


def found(mission: Mission, territory: TerritoryContext, **search: object) -> int:
    with tenant_context(territory):
        return len(people_away(mission=mission, now=timezone.now(), search=PeopleSearch(**search)).people)


def test_by_the_pages_from_the_search_to_her_place(
    client_a: HostClient,
    client_b: HostClient,
    odile: Volunteer,
    mission: Mission,
    manager: User,
    territory_a: TerritoryContext,
    territory_b: TerritoryContext,
    django_capture_on_commit_callbacks,
) -> None:
    client_b.force_login(manager)
    url = f"/espace-association/missions/{mission.pk}/benevoles/"
    page = client_b.get(url).content.decode()
    assert f"Quelqu’un de {territory_a.name}" in page
    assert "compétence" in page.lower()
    for secret in (*NAMES, str(odile.card), odile.commune.name, "1970"):
        assert secret not in page
    with tenant_context(territory_b):
        (person,) = people_away(mission=mission, now=timezone.now()).people
    one = f"{url}ailleurs/{person.trace}/"
    assert client_b.post(one, {"message": "Appelez le 0476 12 34 56"}).status_code == 200
    assert client_b.post(one, {"message": WORDS}).status_code == 302
    assert client_b.get(one).status_code == 302, "once for a mission"
    with django_capture_on_commit_callbacks(execute=True):
        settle(territory_a, territory_b)
    (letter,) = mail.outbox
    assert letter.to == [ADDRESS]
    with tenant_context(territory_a):
        invitation = FromAway.objects.get()
    for said in (WORDS, territory_b.name, f"/mes-invitations/ailleurs/{invitation.pk}/", "/desabonnement/"):
        assert said in letter.body
    assert "philippe" not in str(letter.message()).lower()
    page = client_b.get(url).content.decode()
    assert "Pas encore de réponse" in page
    assert person.trace not in page
    assert traces(territory_b.schema_name, NAMES) == []

    client_a.force_login(odile.user)
    assert "Livrer des colis" in client_a.get("/mes-invitations/").content.decode()
    hers = f"/mes-invitations/ailleurs/{invitation.pk}/"
    assert WORDS in client_a.get(hers).content.decode()
    assert client_a.post(hers, {}).status_code == 200, "she has to agree to a pass"
    over = client_a.post(hers, {"agrees": "on"})["Location"]
    ticket = urlsplit(client_a.get(over)["Location"])
    guest = HostClient(territory_b.primary_host, territory_b)
    arrival = guest.post(ticket.path)["Location"]
    assert arrival == f"/mes-invitations/arrivee/{invitation.code}/"
    answer = guest.get(arrival)["Location"]
    assert WORDS in guest.get(answer).content.decode()
    assert traces(territory_b.schema_name, NAMES) == [], "she has not said yes there yet"
    stranger = HostClient(territory_b.primary_host, territory_b)
    stranger.force_login(manager)
    assert stranger.get(arrival).status_code == 404
    assert guest.post(f"{answer}accepter/", {"message": "J’arrive !"}).status_code == 302
    settle(territory_b, territory_a)
    with tenant_context(territory_b):
        taken = Participation.objects.get()
        assert (taken.state, taken.user.first_name) == ("accepted", "Odilette")
        assert [one.body for one in MissionInvitation.objects.get().conversation.messages.order_by("pk")] == [
            WORDS,
            "J’arrive !",
        ]
    assert "A dit oui" in client_b.get(url).content.decode()
    assert WORDS.encode() in _text(_archive(odile, territory_a))

    # She leaves: at the host nothing says who she was.
    with tenant_context(territory_a):
        erase_person(user=User.objects.get(pk=odile.user_id), now=timezone.now())
        assert not FromAway.objects.exists()
    settle(territory_a, territory_b)
    with tenant_context(territory_b):
        assert not Guest.objects.exists()
        assert SentAway.objects.get().invitation is None
        left = traces(territory_b.schema_name, NAMES)
        assert [row for row in left if not row.startswith("mail_")] == [], (
            "the manager is told that she withdrew"
        )
        assert forget_old_invitations(now=timezone.now() + timedelta(days=366)) == 1


def _archive(volunteer: Volunteer, territory: TerritoryContext) -> bytes:
    with tenant_context(territory):
        return archive_of(user=volunteer.user, now=timezone.now())


def test_who_may_be_found_from_beyond_and_where(odile, mission, territory_a, territory_b):
    """Each thing that ends it, at once, and back again."""

    def shown(**fields: object) -> None:
        with tenant_context(territory_b):
            Mission.objects.filter(pk=mission.pk).update(**fields)
            apply_outbox()

    assert found(mission, territory_b) == found(mission, territory_b, skilled=True, free_then=True) == 1
    assert found(mission, territory_b, within=5) == 0
    with tenant_context(territory_a):
        Volunteer.objects.update(findable_beyond=False)
    assert found(mission, territory_b) == 0, "found at home is not found from beyond"
    with tenant_context(territory_a):
        Volunteer.objects.update(findable_beyond=True)
        withdraw_consent(user=odile.user, purpose=FINDABLE, now=timezone.now())
        assert not Volunteer.objects.get().findable_beyond
        assert found(mission, territory_b) == 0
        Volunteer.objects.update(findable=True, findable_beyond=True)
        Rules.objects.update_or_create(defaults={"incoming_reach": "none"})
    assert found(mission, territory_b) == 0, "her territory shows nothing of others"
    with tenant_context(territory_a):
        Rules.objects.update(incoming_reach="network")
    shown(reach="territory")
    assert found(mission, territory_b) == 0
    shown(reach="network")
    assert found(mission, territory_b) == 1
    Territory.objects.filter(pk=territory_a.id).update(listed=False)
    assert found(mission, territory_b) == 0


def test_neighbours_stand_below_the_first_page_of_people_too(
    client_b, odile, mission, manager, territory_a, territory_b
):
    with tenant_context(territory_b):
        for _ in range(21):
            VolunteerFactory(skills=["driving"], radius_km=80, findable=True)
    client_b.force_login(manager)
    url = f"/espace-association/missions/{mission.pk}/benevoles/"
    pages = [client_b.get(url, {"page": number}).content.decode() for number in (1, 2, 3)]
    assert [f"Quelqu’un de {territory_a.name}" in page for page in pages] == [True, False, True]
    assert ['href="#away"' in page for page in pages] == [True, False, True]


def test_her_territory_passes_it_on_or_not_and_does_not_say_why(
    odile, mission, manager, territory_a, territory_b
):
    now = timezone.now()

    def another() -> SentAway:
        with tenant_context(territory_b):
            made = MissionFactory(association=mission.association, reach="network", skills=["driving"])
            apply_outbox()
        sent = invited(made, manager, territory_b)
        settle(territory_a, territory_b)
        with tenant_context(territory_b):
            sent.refresh_from_db()
        return sent

    with tenant_context(territory_a):
        change_rules(values={"invitations_a_month": 2}, by=odile.user, now=now)
        MissionInvitation.objects.create(
            mission=MissionFactory(), user=odile.user, sent_at=now, month=month_of(now), number=1
        )
    assert another().answer == FarAnswer.NONE
    assert another().answer == FarAnswer.LOST, "the month’s limit is counted over all territories"
    with tenant_context(territory_a):
        change_rules(values={"invitations_a_month": 20}, by=odile.user, now=now)
        decline_from_away(invitation=FromAway.objects.get(), never_again=True, now=now)
        with pytest.raises(AlreadyAnswered):
            accept_from_away(
                invitation=FromAway.objects.get(), host=territory_b, shows_first_name=False, now=now
            )
    assert another().answer == FarAnswer.LOST, "she refrains from this association"
    with tenant_context(territory_b):
        assert list(SentAway.objects.order_by("pk").values_list("answer", flat=True)) == [
            FarAnswer.DECLINED,
            FarAnswer.LOST,
            FarAnswer.LOST,
        ]
        assert not Guest.objects.exists()
    with tenant_context(territory_a):
        FromAway.objects.update(refrains=False)
        assert not Pass.objects.exists()
    # Her consent ends between the search and the envelope.
    with tenant_context(territory_b):
        (person,) = people_away(mission=mission, now=now).people
        sent = invite_away(mission=mission, trace=person.trace, by=manager, message=WORDS, now=now)
        with pytest.raises(NotInvitable):
            invite_away(mission=mission, trace=person.trace, by=manager, message=WORDS, now=now)
    with tenant_context(territory_a):
        withdraw_consent(user=odile.user, purpose=FINDABLE_BEYOND, now=now)
    settle(territory_a, territory_b)
    with tenant_context(territory_b):
        sent.refresh_from_db()
        assert sent.answer == FarAnswer.LOST


@pytest.mark.parametrize("number", [1, 3])
def test_looking_beyond_costs_the_same_for_all(number, mission, territory_a, territory_b, monkeypatch):
    monkeypatch.setattr(snapshot, "REFRESH_SECONDS", 3600.0)
    with tenant_context(territory_a):
        for _ in range(number):
            VolunteerFactory(radius_km=80, findable=True, findable_beyond=True)
    assert found(mission, territory_b) == number  # the snapshot is read, and who neighbours whom
    with tenant_context(territory_b), CaptureQueriesContext(connection) as queries:
        assert len(people_away(mission=mission, now=timezone.now()).people) == number
    assert len(queries) == 4
