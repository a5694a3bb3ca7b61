"""An association finds and invites; the volunteer is found only as she agreed, and says yes, no, or no more."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from engagement.invitations.models import MissionInvitation, Refrain
from engagement.invitations.selectors import PeopleSearch, month_of, people_for
from engagement.invitations.services import (
    AlreadyAnswered,
    NotInvitable,
    accept_invitation,
    decline_invitation,
    forget_old_invitations,
    hear_again,
    invite,
)
from engagement.messaging import boundaries
from engagement.participations.models import Participation
from engagement.participations.refusals import MissionIsFull
from engagement.privacy.archive import archive_of
from engagement.privacy.erasure import erase_person
from engagement.privacy.services import withdraw_consent
from engagement.rules.services import change_rules
from engagement.volunteers.services import FINDABLE
from kernel.accounts.models import User
from kernel.audit.models import Entry
from kernel.tenancy import tenant_context
from matching.catalogue.services import apply_outbox
from tests.engagement.test_last_place import race
from tests.factories.engagement import (
    AssociationFactory,
    MissionFactory,
    ParticipationFactory,
    VolunteerFactory,
)
from tests.factories.messaging import conversation_between
from tests.factories.people import UserFactory


@pytest.fixture
def manager(in_a):
    return UserFactory(email="nadia@association.example", first_name="Nadia", last_name="Haddad")


@pytest.fixture
def mission(manager):
    made = MissionFactory(
        association=AssociationFactory(name="La Table de Libin", manager=manager),
        title="Servir la soupe",
        skills=["cooking"],
        availability=["sat-morning"],
        min_age=18,
    )
    apply_outbox()
    return made


@pytest.fixture
def volunteer(in_a):
    user = UserFactory(email="camille@personne.example", first_name="Camille", last_name="Lambert")
    return VolunteerFactory(user=user, findable=True, skills=["cooking"], birth_year=1987)


def invited(mission, volunteer, manager, **more):
    words = more.pop("message", "Votre aide serait précieuse.")
    now = more.pop("now", timezone.now())
    return invite(mission=mission, card=volunteer.card, by=manager, message=words, now=now)


def found(mission, **search):
    return [
        match.volunteer
        for match in people_for(mission=mission, now=timezone.now(), search=PeopleSearch(**search))
    ]


def test_those_it_suits_best_come_first_and_only_those_who_may_be_invited(mission, manager, volunteer):
    now = timezone.now()
    other = VolunteerFactory(findable=True, skills=[], availability=[], causes=[])
    VolunteerFactory()  # did not agree
    VolunteerFactory(findable=True, birth_year=now.year - 17)  # too young
    VolunteerFactory(findable=True, user__is_active=False)
    VolunteerFactory(findable=True, user=manager)
    ParticipationFactory(mission=mission, user=VolunteerFactory(findable=True).user)
    blocked, refrains, busy = (VolunteerFactory(findable=True) for _ in range(3))
    boundaries.block(
        conversation=conversation_between(blocked.user, mission.association), user=manager, now=now
    )
    Refrain.objects.create(user=refrains.user, association=mission.association, since=now)
    for _ in range(4):
        MissionInvitation.objects.create(
            mission=MissionFactory(), user=busy.user, sent_at=now, month=month_of(now), number=_ + 1
        )
    assert found(mission) == [volunteer, other]
    assert found(mission, skilled=True) == found(mission, free_then=True) == [volunteer]
    assert found(mission, within=5) == [volunteer, other]
    withdraw_consent(user=volunteer.user, purpose=FINDABLE, now=now)
    assert found(mission) == [other]


def test_an_invitation_is_a_masked_conversation_that_she_may_refuse_by_email(
    mission, manager, volunteer, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        invitation = invited(mission, volunteer, manager)
    (letter,) = mail.outbox
    assert letter.to == ["camille@personne.example"]
    assert "La Table de Libin" in letter.subject
    for said in ("Votre aide serait précieuse.", f"/mes-invitations/{invitation.pk}/", "/desabonnement/"):
        assert said in letter.body
    assert "nadia@" not in str(letter.message())
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert invitation.conversation.person == volunteer.user
    entry = Entry.objects.get(act="missions.invited")
    assert "Camille" not in str(vars(entry))
    with pytest.raises(NotInvitable):
        invited(mission, volunteer, manager)
    assert found(mission) == []


def test_yes_is_a_place_at_once_and_is_read_in_the_conversation(mission, manager, volunteer):
    invitation = invited(mission, volunteer, manager)
    participation = accept_invitation(invitation=invitation, now=timezone.now(), message="J’arrive !")
    assert (participation.state, participation.answered_by) == ("accepted", manager)
    assert invitation.conversation.messages.last().body == "J’arrive !"
    with pytest.raises(AlreadyAnswered):
        decline_invitation(invitation=invitation, now=timezone.now())


def test_yes_to_what_she_asked_for_meanwhile_answers_her_request(mission, manager, volunteer):
    invitation = invited(mission, volunteer, manager)
    asked = ParticipationFactory(mission=mission, user=volunteer.user)
    assert accept_invitation(invitation=invitation, now=timezone.now()) == asked
    asked.refresh_from_db()
    assert asked.state == "accepted"


def test_no_place_is_left_and_the_invitation_stays_unanswered(mission, manager, volunteer):
    invitation = invited(mission, volunteer, manager)
    mission.capacity = 1
    mission.save()
    ParticipationFactory(mission=mission, state="accepted")
    with pytest.raises(MissionIsFull):
        accept_invitation(invitation=invitation, now=timezone.now())
    invitation.refresh_from_db()
    assert (invitation.answer, Participation.objects.filter(user=volunteer.user).count()) == ("", 0)


def test_no_and_never_again_from_this_association(mission, manager, volunteer):
    other = MissionFactory(association=mission.association)
    elsewhere = MissionFactory(association=AssociationFactory(manager=manager))
    invitation = invited(mission, volunteer, manager)
    decline_invitation(invitation=invitation, now=timezone.now(), reason="Je déménage.", never_again=True)
    assert invitation.conversation.messages.last().body == "Je déménage."
    with pytest.raises(NotInvitable):
        invited(other, volunteer, manager)
    invited(elsewhere, volunteer, manager)
    hear_again(user=volunteer.user, association=mission.association)
    invited(other, volunteer, manager)


def test_the_months_limit_is_the_territorys_and_a_new_month_begins_anew(mission, manager, volunteer):
    now = timezone.now().replace(day=10)
    change_rules(values={"invitations_a_month": 1}, by=manager, now=now)
    invited(mission, volunteer, manager, now=now)
    second = MissionFactory(association=mission.association)
    with pytest.raises(NotInvitable):
        invited(second, volunteer, manager, now=now)
    invited(second, volunteer, manager, now=now + timedelta(days=31))
    change_rules(values={"invitations_a_month": 0}, by=manager, now=now)
    assert found(second) == []
    with pytest.raises(NotInvitable):
        invited(mission, VolunteerFactory(findable=True), manager, now=now)
    with pytest.raises(IntegrityError), transaction.atomic():  # whatever writes it
        MissionInvitation.objects.create(
            mission=MissionFactory(), user=volunteer.user, sent_at=now, month=month_of(now), number=1
        )


@pytest.mark.django_db(transaction=True)
def test_two_associations_invite_at_once_and_the_limit_holds(territory_a):
    now = timezone.now()
    with tenant_context(territory_a):
        volunteer = VolunteerFactory(findable=True)
        managers = [UserFactory(), UserFactory()]
        change_rules(values={"invitations_a_month": 1}, by=managers[0], now=now)
        missions = [MissionFactory(association=AssociationFactory(manager=one)) for one in managers]
    results = race(
        territory_a,
        *(
            lambda mission=mission, manager=manager: invited(mission, volunteer, manager)
            for mission, manager in zip(missions, managers, strict=True)
        ),
    )
    assert sorted(type(one).__name__ for one in results) == ["MissionInvitation", "NotInvitable"]
    with tenant_context(territory_a):
        assert MissionInvitation.objects.count() == 1


def test_what_is_held_is_exported_forgotten_after_a_year_and_erased(mission, manager, volunteer):
    invitation = invited(mission, volunteer, manager)
    assert b"La Table de Libin" in _text(archive_of(user=volunteer.user, now=timezone.now()))
    assert forget_old_invitations(now=timezone.now()) == 0
    assert forget_old_invitations(now=timezone.now() + timedelta(days=366)) == 1
    invitation.pk = None
    invitation.save()
    erase_person(user=volunteer.user, now=timezone.now())
    assert not MissionInvitation.objects.exists()


def _text(archive: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        return b"".join(files.read(name) for name in files.namelist())


def test_a_manager_finds_and_invites_and_the_volunteer_reads_and_answers(
    client_a, mission, manager, volunteer
):
    client_a.force_login(manager)
    page = client_a.get(f"/espace-association/missions/{mission.pk}/benevoles/?skilled=on")
    said = page.content.decode()
    for words in ("Camille", "compétence", "disponible", "Inviter"):
        assert words in said.lower() or words in said
    for secret in ("Lambert", "camille@", "1987"):
        assert secret not in said
    one = f"/espace-association/missions/{mission.pk}/benevoles/{volunteer.card}/"
    assert client_a.post(one, {"message": "Appelez le 0476 12 34 56"}).status_code == 200
    assert client_a.post(one, {"message": "Venez cuisiner avec nous"}).status_code == 302
    assert client_a.get(one).status_code == 302, "nobody is invited twice"
    assert "Pas encore de réponse" in client_a.get(page.request["PATH_INFO"]).content.decode()

    stranger = UserFactory()
    AssociationFactory(manager=stranger)
    client_a.force_login(stranger)
    assert client_a.get(page.request["PATH_INFO"]).status_code == 404
    invitation = MissionInvitation.objects.get()
    assert client_a.get(f"/mes-invitations/{invitation.pk}/").status_code == 404
    assert client_a.post(f"/mes-invitations/{invitation.pk}/accepter/").status_code == 404

    client_a.force_login(User.objects.get(pk=volunteer.user_id))
    assert "Servir la soupe" in client_a.get("/mes-invitations/").content.decode()
    assert "Lire l’invitation" in client_a.get(mission.get_absolute_url()).content.decode()
    assert "Venez cuisiner avec nous" in client_a.get(f"/mes-invitations/{invitation.pk}/").content.decode()
    answered = client_a.post(
        f"/mes-invitations/{invitation.pk}/decliner/", {"never_again": "on"}, follow=True
    )
    assert "Elles ne vous invitent plus" in answered.content.decode()
    again = f"/mes-invitations/associations/{mission.association.slug}/"
    assert "ne vous invitent plus" not in client_a.post(again, follow=True).content.decode()
    client_a.post("/mes-invitations/ne-plus-etre-trouve/")
    volunteer.refresh_from_db()
    assert not volunteer.findable


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_cost_the_same_for_all(client_a, mission, manager, number):
    volunteers = [VolunteerFactory(findable=True) for _ in range(number)]
    reader = VolunteerFactory(findable=True).user
    for _ in range(number):
        invite(
            mission=mission,
            card=VolunteerFactory(findable=True).card,
            by=manager,
            message="Venez !",
            now=timezone.now(),
        )
        MissionInvitation.objects.create(
            mission=MissionFactory(title="Baliser"),
            user=reader,
            sent_at=timezone.now(),
            month=month_of(timezone.now()),
            number=_ + 1,
        )
    client_a.force_login(manager)
    url = f"/espace-association/missions/{mission.pk}/benevoles/"
    client_a.get(url)
    with CaptureQueriesContext(connection) as finding:
        assert client_a.get(url).content.decode().count("Inviter<") >= len(volunteers)
    client_a.force_login(reader)
    with CaptureQueriesContext(connection) as reading:
        assert client_a.get("/mes-invitations/").content.decode().count("Baliser") >= number
    assert (len(finding), len(reading)) == (16, 11)
