"""The waiting list, followed through time: the clock is `now`, and nothing waits."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from engagement.missions.models import Mission
from engagement.missions.services import cancel_mission
from engagement.participations import tasks
from engagement.participations.models import Participation
from engagement.participations.offer_links import offer_path, participation_offered_by
from engagement.participations.refusals import MissionIsFull, OfferHasEnded, PlaceIsFree
from engagement.participations.selectors import active_participations
from engagement.participations.services import (
    accept_participation,
    decline_participation,
    join_waiting_list,
    request_participation,
    withdraw_participation,
)
from engagement.participations.tasks import settle_waiting_lists
from engagement.participations.waiting_list import missions_to_settle, settle_mission, take_offer
from engagement.rules.models import Rules
from kernel.accounts.models import User
from kernel.tenancy import tenant_context
from tests.engagement.test_last_place import race
from tests.factories.engagement import AssociationFactory, MissionFactory, ParticipationFactory
from tests.factories.people import UserFactory

HOUR = timedelta(hours=1)


@pytest.fixture
def now():
    return timezone.now()


def states(*people: Participation) -> list[str]:
    for one in people:
        one.refresh_from_db()
    return [one.state for one in people]


@pytest.fixture
def full(in_a):
    """A mission with one place, taken by the first person; the second and the third wait."""
    mission = MissionFactory(capacity=1, association=AssociationFactory(manager=UserFactory()))
    first = ParticipationFactory(mission=mission, state="accepted")
    now = timezone.now() - timedelta(days=1)
    second, third = (
        join_waiting_list(mission_id=mission.pk, user=UserFactory(), now=now + n * HOUR) for n in range(2)
    )
    return mission, first, second, third


def test_a_freed_place_goes_down_the_line_through_real_time(
    full, now, mailoutbox, django_capture_on_commit_callbacks
):
    """Offered, missed, offered to the next, taken; the worker was down meanwhile."""
    Rules.objects.create(offer_hours=24)
    mission, first, second, third = full
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_participation(participation=first, now=now)
    assert states(first, second, third) == ["withdrawn", "offered", "waiting"]
    assert second.offered_until == now + 24 * HOUR
    offered = next(mail for mail in mailoutbox if mail.to == [second.user.email])
    assert offer_path(second) in offered.body
    assert not any(mail.to == [third.user.email] for mail in mailoutbox)

    with django_capture_on_commit_callbacks(execute=True):
        settle_mission(mission_id=mission.pk, now=now + 23 * HOUR)
        settle_mission(mission_id=mission.pk, now=now + 23 * HOUR)
    assert states(second, third) == ["offered", "waiting"]

    # For three days no task ran. The link says no by itself, and whoever clicks brings the list up to date.
    late = now + 72 * HOUR
    with pytest.raises(OfferHasEnded):
        take_offer(participation=second, now=late)
    assert missions_to_settle(now=late) == [mission.pk]
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        settle_mission(mission_id=mission.pk, now=late)
    assert states(second, third) == ["lapsed", "offered"]
    assert third.offered_until == late + 24 * HOUR
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted([second.user.email, third.user.email])

    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        take_offer(participation=third, now=late + HOUR)
    assert states(second, third) == ["lapsed", "accepted"]
    assert len(mailoutbox) == 2  # she, and the manager
    with django_capture_on_commit_callbacks(execute=True):
        settle_mission(mission_id=mission.pk, now=late + 100 * HOUR)
    assert states(second, third) == ["lapsed", "accepted"]


def test_an_offered_place_is_held(full, now):
    mission, first, second, third = full
    asked = ParticipationFactory(mission=mission)
    decline_participation(participation=first, answered_by=UserFactory(), now=now, answer="Désolés.")
    assert states(second) == ["offered"]
    with pytest.raises(MissionIsFull):
        accept_participation(participation=asked, answered_by=UserFactory(), now=now)
    assert states(asked, second, third) == ["requested", "offered", "waiting"]


def test_more_places_are_offered_to_as_many(full, now):
    mission, _first, second, third = full
    mission.capacity = 3
    mission.save()
    settle_waiting_lists()
    assert states(second, third) == ["offered", "offered"]


def test_a_closed_account_is_passed_by(full, now):
    _mission, first, second, third = full
    User.objects.filter(pk=second.user_id).update(is_active=False)
    decline_participation(participation=first, answered_by=UserFactory(), now=now, answer="Désolés.")
    assert states(second, third) == ["waiting", "offered"]


def test_a_mission_that_fails_holds_up_no_other(full, now, monkeypatch, caplog):
    mission, _first, second, third = full
    Mission.objects.filter(pk=mission.pk).update(capacity=3)
    settled = []

    def failing(*, mission_id, now):
        if mission_id == 0:
            raise RuntimeError("broken")
        settled.append(mission_id)
        settle_mission(mission_id=mission_id, now=now)

    monkeypatch.setattr(tasks, "missions_to_settle", lambda now: [0, mission.pk])
    monkeypatch.setattr(tasks, "settle_mission", failing)
    settle_waiting_lists()
    assert settled == [mission.pk]
    assert states(second, third) == ["offered", "offered"]
    assert "mission 0 could not be settled" in caplog.text


def test_one_waits_only_for_what_is_full(in_a, now):
    mission = MissionFactory(slots=[1, 1])
    first, second = mission.slots.all()
    user = UserFactory()
    ParticipationFactory(mission=mission, slot=first, state="accepted")
    with pytest.raises(PlaceIsFree):
        join_waiting_list(mission_id=mission.pk, user=user, now=now)
    taken = ParticipationFactory(mission=mission, slot=second, state="accepted")
    whichever = join_waiting_list(mission_id=mission.pk, user=user, now=now)
    for_first = join_waiting_list(mission_id=mission.pk, slot_id=first.pk, user=UserFactory(), now=now + HOUR)
    assert [one.rank for one in active_participations(user=user, mission=mission)] == [1]
    assert [one.rank for one in active_participations(user=for_first.user, mission=mission)] == [2]
    withdraw_participation(participation=taken, now=now + HOUR)
    assert states(whichever, for_first) == ["offered", "waiting"]
    assert whichever.slot_id == second.pk


def test_time_ends_what_awaits_something_that_is_past(in_a, now):
    mission = MissionFactory(slots=[1])
    slot = mission.slots.get()
    held = ParticipationFactory(mission=mission, slot=slot, state="accepted")
    waits = ParticipationFactory(mission=mission, slot=slot, state="waiting")
    asked = ParticipationFactory(mission=mission, slot=slot)
    settle_mission(mission_id=mission.pk, now=slot.starts_at)
    assert states(held, waits, asked) == ["accepted", "lapsed", "requested"]
    settle_mission(mission_id=mission.pk, now=slot.ends_at)
    assert states(held, asked) == ["accepted", "lapsed"]


def test_a_closed_mission_offers_nothing(full, now):
    mission, first, second, _third = full
    mission.state = "closed"
    mission.save()
    withdraw_participation(participation=first, now=now)
    assert states(second) == ["waiting"]


def test_a_cancelled_mission_tells_each_person_once(
    full, now, mailoutbox, django_capture_on_commit_callbacks
):
    mission, *people = full
    with django_capture_on_commit_callbacks(execute=True):
        cancel_mission(mission=mission, reason="Inondation. Appelez le 061 65 65 65.", by=None, now=now)
    assert states(*people) == ["cancelled"] * 3
    told = [mail for mail in mailoutbox if mail.to[0] in {one.user.email for one in people}]
    assert len(told) == 3
    assert all("Inondation" in mail.body and "061 65 65 65" not in mail.body for mail in told)


# --- The link --------------------------------------------------------------------------------------------------------


def test_the_link_asks_first_then_does_it(client_a, full, now):
    _mission, first, second, third = full
    withdraw_participation(participation=first, now=now)
    second.refresh_from_db()
    url = offer_path(second)
    page = client_a.get(url)
    assert page.status_code == 200
    assert states(second) == ["offered"], "mail programs open links by themselves"
    client_a.force_login(UserFactory())
    assert client_a.get(url).status_code == client_a.post(url, {"take": "1"}).status_code == 404
    client_a.logout()
    assert client_a.post(url, {"take": "1"}).status_code == 302
    assert states(second, third) == ["accepted", "waiting"]
    assert client_a.get(url).status_code == 200
    assert client_a.get("/place-libre/autre-chose/").status_code == 404


def test_leaving_the_place_hands_it_on(client_a, full, now):
    _mission, first, second, third = full
    withdraw_participation(participation=first, now=now)
    second.refresh_from_db()
    client_a.post(offer_path(second), {"leave": "1"})
    assert states(second, third) == ["withdrawn", "offered"]


def test_a_link_means_nothing_in_another_territory(full, now, territory_b):
    _mission, first, second, _third = full
    withdraw_participation(participation=first, now=now)
    second.refresh_from_db()
    token = offer_path(second).split("/")[-2]
    assert participation_offered_by(token) == second
    with tenant_context(territory_b):
        assert participation_offered_by(token) is None


# --- At once ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_an_offer_and_a_request_race_for_a_freed_place(territory_a):
    """She takes what is offered while its end is settled, and somebody asks: one place, one holder."""
    with tenant_context(territory_a):
        now = timezone.now()
        mission = MissionFactory(capacity=1)
        holder = ParticipationFactory(mission=mission, state="offered", offered_until=now + HOUR)
        waits = ParticipationFactory(mission=mission, state="waiting")
        stranger, manager = UserFactory(), UserFactory()

    race(
        territory_a,
        lambda: take_offer(participation=holder, now=now),
        lambda: settle_mission(mission_id=mission.pk, now=now + 2 * HOUR),
        lambda: accept_participation(
            participation=request_participation(mission_id=mission.pk, user=stranger, now=now),
            answered_by=manager,
            now=now,
        ),
    )

    with tenant_context(territory_a):
        found = states(holder, waits)
        assert found in (["accepted", "waiting"], ["lapsed", "offered"])
        assert Participation.objects.filter(user=stranger).count() == 0
    assert connection.schema_name == "public"
