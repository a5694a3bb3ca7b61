"""Taking part: who may, who may not, who is told, and who gets the last place."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from engagement.associations.services import suspend_association
from engagement.missions.services import close_mission, reinstate_mission, suspend_mission
from engagement.participations import services
from engagement.participations.attendance import record_attendance
from engagement.participations.models import ParticipationState
from engagement.participations.refusals import (
    AlreadyOver,
    AlreadyRequested,
    AssociationIsHidden,
    MissionIsFull,
    MissionIsOver,
    MissionIsSuspended,
    ParticipationRefused,
    SlotRequired,
    TooManyRequests,
    TooYoung,
)
from engagement.participations.reminders import send_reminders
from engagement.participations.services import (
    accept_participation,
    decline_participation,
    join_waiting_list,
    put_on_waiting_list,
    request_participation,
    withdraw_participation,
)
from engagement.participations.states import PARTICIPATION
from engagement.participations.waiting_list import take_offer
from kernel.lifecycle import ForbiddenTransition
from tests.factories.engagement import (
    AssociationFactory,
    MissionFactory,
    ParticipationFactory,
    SlotFactory,
    VolunteerFactory,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.usefixtures("in_a")


@pytest.fixture
def now():
    return timezone.now()


def test_a_request_waits_for_an_answer(now):
    mission = MissionFactory()
    participation = request_participation(
        mission_id=mission.pk, user=UserFactory(), now=now, message="Avec plaisir."
    )
    assert participation.state == ParticipationState.REQUESTED
    assert participation.message == "Avec plaisir."
    assert participation.requested_at == now


def test_requests_may_outnumber_the_places_until_they_are_given(now):
    mission = MissionFactory(capacity=1)
    first, second = (
        request_participation(mission_id=mission.pk, user=UserFactory(), now=now) for _ in range(2)
    )
    accept_participation(participation=first, answered_by=UserFactory(), now=now)
    with pytest.raises(MissionIsFull):
        request_participation(mission_id=mission.pk, user=UserFactory(), now=now)
    with pytest.raises(MissionIsFull):
        accept_participation(participation=second, answered_by=UserFactory(), now=now)
    second.refresh_from_db()
    assert second.state == ParticipationState.REQUESTED


def test_withdrawing_frees_the_place(now):
    mission = MissionFactory(capacity=1)
    first, second = (
        request_participation(mission_id=mission.pk, user=UserFactory(), now=now) for _ in range(2)
    )
    accept_participation(participation=first, answered_by=UserFactory(), now=now)
    withdraw_participation(participation=first, now=now)
    accept_participation(participation=second, answered_by=UserFactory(), now=now)


def test_each_slot_has_its_own_places(now):
    mission = MissionFactory(slots=[1, 1])
    first, second = mission.slots.all()
    taken = request_participation(mission_id=mission.pk, slot_id=first.pk, user=UserFactory(), now=now)
    accept_participation(participation=taken, answered_by=UserFactory(), now=now)
    with pytest.raises(MissionIsFull):
        request_participation(mission_id=mission.pk, slot_id=first.pk, user=UserFactory(), now=now)
    request_participation(mission_id=mission.pk, slot_id=second.pk, user=UserFactory(), now=now)


def test_a_mission_with_slots_asks_for_one_of_its_own(now):
    mission, other = MissionFactory(slots=[1]), SlotFactory()
    for slot_id in (None, other.pk):
        with pytest.raises(SlotRequired):
            request_participation(mission_id=mission.pk, slot_id=slot_id, user=UserFactory(), now=now)


def test_one_person_asks_once_for_the_same_thing(now):
    mission, user = MissionFactory(slots=[2, 2]), UserFactory()
    first, second = mission.slots.all()
    request_participation(mission_id=mission.pk, slot_id=first.pk, user=user, now=now)
    with pytest.raises(AlreadyRequested):
        request_participation(mission_id=mission.pk, slot_id=first.pk, user=user, now=now)
    request_participation(mission_id=mission.pk, slot_id=second.pk, user=user, now=now)


def test_requests_are_counted_by_the_day(now, monkeypatch):
    """Asking and withdrawing without end would write to the managers without end."""
    tomorrow = now + timedelta(days=1, seconds=1)
    monkeypatch.setattr(services, "MOST_ASKED_A_DAY", 2)
    user, mission, full = UserFactory(), MissionFactory(), MissionFactory(capacity=1)
    ParticipationFactory(mission=full, state="accepted")
    for _ in range(2):
        withdraw_participation(
            participation=request_participation(mission_id=mission.pk, user=user, now=now), now=now
        )
    with pytest.raises(TooManyRequests):
        request_participation(mission_id=mission.pk, user=user, now=now)
    with pytest.raises(TooManyRequests):
        join_waiting_list(mission_id=full.pk, user=user, now=now)
    assert request_participation(mission_id=mission.pk, user=UserFactory(), now=now)
    assert request_participation(mission_id=mission.pk, user=user, now=tomorrow)


def test_one_may_ask_again_after_a_refusal(now):
    mission, user = MissionFactory(), UserFactory()
    asked = request_participation(mission_id=mission.pk, user=user, now=now)
    decline_participation(participation=asked, answered_by=UserFactory(), now=now, answer="Pas cette fois.")
    request_participation(mission_id=mission.pk, user=user, now=now)


def test_what_is_closed_past_hidden_or_unknown_takes_no_request(now):
    closed = close_mission(mission=MissionFactory(), now=now)
    past = MissionFactory(starts_at=now - timedelta(days=2), ends_at=now - timedelta(days=1))
    begun = MissionFactory()
    slot = SlotFactory(mission=begun, starts_at=now - timedelta(hours=1))
    SlotFactory(mission=begun)
    hidden = MissionFactory()
    suspend_association(association=hidden.association)
    for mission_id, slot_id in (
        (closed.pk, None),
        (past.pk, None),
        (begun.pk, slot.pk),
        (hidden.pk, None),
        (MissionFactory(state="draft", published_at=None).pk, None),
        (0, None),
    ):
        with pytest.raises(MissionIsOver):
            request_participation(mission_id=mission_id, slot_id=slot_id, user=UserFactory(), now=now)


@pytest.mark.parametrize(("years", "allowed"), [(17, False), (18, True), (None, True)])
def test_a_minimum_age_refuses_those_who_are_certainly_younger(now, years, allowed):
    mission = MissionFactory(min_age=18)
    birth_year = None if years is None else timezone.localtime(now).year - years
    user = VolunteerFactory(birth_year=birth_year).user
    if allowed:
        request_participation(mission_id=mission.pk, user=user, now=now)
    else:
        with pytest.raises(TooYoung):
            request_participation(mission_id=mission.pk, user=user, now=now)


def test_every_refusal_says_why():
    for refusal in ParticipationRefused.__subclasses__():
        assert str(refusal.message) != str(ParticipationRefused.message)


@pytest.mark.parametrize("state", ParticipationState.values)
def test_services_follow_the_state_table(now, state):
    manager = UserFactory()
    answered = {"answered_by": manager, "now": now}
    recorded = {"recorded_by": manager, "now": now}
    services = {
        "accept": lambda one: accept_participation(participation=one, **answered),
        "decline": lambda one: decline_participation(participation=one, answer="Non.", **answered),
        "wait": lambda one: put_on_waiting_list(participation=one, **answered),
        "withdraw": lambda one: withdraw_participation(participation=one, now=now),
        "take": lambda one: take_offer(participation=one, now=now),
        "attend": lambda one: record_attendance(participation=one, present=True, **recorded),
        "miss": lambda one: record_attendance(participation=one, present=False, **recorded),
    }
    assert set(PARTICIPATION.transitions) - set(services) == {"offer", "lapse", "cancel"}
    for action, service in services.items():
        participation = ParticipationFactory(state=state, mission__capacity=1)
        if action == "wait":
            ParticipationFactory(mission=participation.mission, state="accepted")
        if PARTICIPATION.allows(action, state):
            assert service(participation).state == PARTICIPATION.target(action, state)
        else:
            with pytest.raises(ForbiddenTransition):
                service(participation)


@pytest.mark.parametrize("with_slot", [False, True])
def test_what_is_over_is_neither_accepted_nor_withdrawn(now, with_slot):
    past = now - timedelta(days=1)
    mission = MissionFactory(ends_at=past)
    slot = (
        SlotFactory(mission=mission, starts_at=past - timedelta(hours=1), ends_at=past) if with_slot else None
    )
    asked = ParticipationFactory(mission=mission, slot=slot)
    with pytest.raises(AlreadyOver):
        accept_participation(participation=asked, answered_by=UserFactory(), now=now)
    with pytest.raises(AlreadyOver):
        withdraw_participation(participation=asked, now=now)
    decline_participation(participation=asked, answered_by=UserFactory(), now=now, answer="Trop tard.")


def test_a_suspended_association_accepts_nobody_and_may_decline(now):
    asked = ParticipationFactory()
    suspend_association(association=asked.mission.association)
    with pytest.raises(AssociationIsHidden):
        accept_participation(participation=asked, answered_by=UserFactory(), now=now)
    decline_participation(participation=asked, answered_by=UserFactory(), now=now, answer="Suspendus.")


def test_a_suspended_mission_accepts_and_reminds_nobody(now):
    """Neither by the association nor by a place that was offered before."""
    asked, expected, offered = (
        ParticipationFactory(mission__starts_at=now + timedelta(hours=5), **fields)
        for fields in (
            {},
            {"state": "accepted"},
            {"state": "offered", "waiting_since": now, "offered_until": now + timedelta(hours=4)},
        )
    )
    for one in (asked, expected, offered):
        suspend_mission(mission=one.mission, reason="À revoir", now=now)
    with pytest.raises(MissionIsSuspended):
        accept_participation(participation=asked, answered_by=UserFactory(), now=now)
    with pytest.raises(MissionIsSuspended):
        take_offer(participation=offered, now=now)
    assert send_reminders(now=now) == 0
    reinstate_mission(mission=expected.mission, now=now)
    assert send_reminders(now=now) == 1


def test_a_closed_mission_still_answers_those_who_asked(now):
    asked = ParticipationFactory()
    close_mission(mission=asked.mission, now=now)
    assert accept_participation(participation=asked, answered_by=UserFactory(), now=now).state == "accepted"


def test_an_acceptance_says_where_to_go_unless_it_is_from_home(
    now, mailoutbox, django_capture_on_commit_callbacks
):
    for remote in ("no", "full"):
        asked = ParticipationFactory(mission__remote=remote, mission__street="Rue du Moulin 3")
        with django_capture_on_commit_callbacks(execute=True):
            accept_participation(participation=asked, answered_by=UserFactory(), now=now)
    assert ["Rue du Moulin 3" in mail.body for mail in mailoutbox] == [True, False]


def test_mails_name_nobody_by_an_address(now, mailoutbox, django_capture_on_commit_callbacks):
    managers = [UserFactory(email=f"manager{n}@private.example") for n in range(2)]
    mission = MissionFactory(association=AssociationFactory(manager=managers[0]))
    mission.association.memberships.create(user=managers[1], role="manager")
    mission.association.memberships.create(user=UserFactory(), role="member")
    volunteer = UserFactory(email="volunteer@private.example", first_name="Nadia", last_name="Haddad")

    with django_capture_on_commit_callbacks(execute=True):
        asked = request_participation(mission_id=mission.pk, user=volunteer, now=now)
    assert [mail.to for mail in mailoutbox] == [[manager.email] for manager in managers]
    assert "Nadia H." in mailoutbox[0].subject
    assert f"/espace-association/demandes/{asked.pk}/" in mailoutbox[0].body

    with django_capture_on_commit_callbacks(execute=True):
        accept_participation(
            participation=asked,
            answered_by=managers[0],
            now=now,
            answer="Bienvenue ! Écrivez à manager0@private.example ou au 061 65 65 65.",
        )
    with django_capture_on_commit_callbacks(execute=True):
        decline_participation(
            participation=asked, answered_by=managers[0], now=now, answer="Désolés, annulé."
        )
    assert [mail.to for mail in mailoutbox[2:]] == [[volunteer.email]] * 2
    assert "[coordonnées masquées]" in mailoutbox[2].body

    addresses = {volunteer.email, *(manager.email for manager in managers), mission.association.email}
    for mail in mailoutbox:
        raw = mail.message().as_bytes(policy=mail.message().policy.clone(cte_type="8bit")).decode()
        for address in addresses - set(mail.to):
            assert address not in raw
        assert "061 65 65 65" not in raw
        assert "Reply-To" not in mail.message()
        assert str(mail.message()["From"]).startswith("Vallée-Claire <ne-pas-repondre@")
        html = mail.alternatives[0].content
        assert "http://vallee-claire.localhost:8000/" in mail.body
        assert "http://vallee-claire.localhost:8000/" in html


def test_a_withdrawn_place_is_told_to_the_managers(now, mailoutbox, django_capture_on_commit_callbacks):
    manager = UserFactory()
    participation = ParticipationFactory(
        mission__association=AssociationFactory(manager=manager), state=ParticipationState.ACCEPTED
    )
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_participation(participation=participation, now=now)
    assert [mail.to for mail in mailoutbox] == [[manager.email], [participation.user.email]]


def test_a_request_that_fails_sends_nothing(now, mailoutbox, django_capture_on_commit_callbacks):
    mission = MissionFactory(association=AssociationFactory(manager=UserFactory()), state="closed")
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(MissionIsOver):
        request_participation(mission_id=mission.pk, user=UserFactory(), now=now)
    assert mailoutbox == []
