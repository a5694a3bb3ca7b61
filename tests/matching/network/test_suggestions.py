"""Suggestions cross territories, labelled with their origin, and follow the catalogue."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from engagement.missions.models import Mission
from kernel.tenancy import TerritoryContext, TerritoryState, tenant_context
from matching.catalogue.models import Opportunity
from matching.catalogue.services import apply_outbox
from matching.catalogue.tasks import drain_outbox
from matching.engine import ObstacleKind, Seeker
from matching.network import snapshot
from matching.network.models import Neighbourhood
from matching.network.selectors import neighbours_of
from matching.network.services import explain, explain_mission, gains, suggest
from tenants.registry.models import Territory
from tests.factories.engagement import MissionFactory

#: Libin.
SEEKER = Seeker(
    id="1", territory="vallee-claire", lat=49.98, lon=5.26, radius_km=40, causes=frozenset({"environment"})
)


def _publish(territory: TerritoryContext, **fields: object) -> Mission:
    with tenant_context(territory):
        mission = MissionFactory(**fields)
        apply_outbox()
    return mission


def test_missions_of_a_neighbour_come_labelled_with_an_address_of_its_site(
    in_a, territory_b: TerritoryContext
):
    own = _publish(in_a, title="Celle d’ici")
    other = _publish(territory_b, title="Celle d’à côté", reach="neighbours")
    found = {one.opportunity.title: one for one in suggest(seeker=SEEKER, now=timezone.now())}
    assert found["Celle d’ici"].is_own
    assert found["Celle d’ici"].url == own.get_absolute_url()
    assert not found["Celle d’à côté"].is_own
    assert found["Celle d’à côté"].territory_name == "Val-Sombre"
    assert found["Celle d’à côté"].url == territory_b.base_url + other.get_absolute_url()
    assert all(one.reasons for one in found.values())


def test_what_a_territory_keeps_to_itself_stays_there(in_a, territory_b: TerritoryContext):
    _publish(territory_b, reach="territory")
    assert suggest(seeker=SEEKER, now=timezone.now()) == []


def test_a_closed_mission_is_not_suggested_even_before_the_snapshot_is_refreshed(in_a, monkeypatch):
    mission = _publish(in_a)
    assert len(suggest(seeker=SEEKER, now=timezone.now())) == 1
    monkeypatch.setattr(snapshot, "REFRESH_SECONDS", 3600.0)
    Mission.objects.filter(pk=mission.pk).update(state="closed")
    apply_outbox()
    assert suggest(seeker=SEEKER, now=timezone.now()) == []


@pytest.mark.django_db(transaction=True)
def test_the_snapshot_follows_what_each_transaction_publishes_and_withdraws(territory_a, monkeypatch):
    monkeypatch.setattr(snapshot, "REFRESH_SECONDS", 0.0)
    assert len(snapshot.current_snapshot()) == 0
    first, second = _publish(territory_a), _publish(territory_a)
    assert len(snapshot.current_snapshot()) == 2
    with tenant_context(territory_a):
        Mission.objects.filter(pk=first.pk).update(state="closed")
        Mission.objects.filter(pk=second.pk).update(min_age=18)
    drain_outbox()
    (kept,) = snapshot.current_snapshot().columns.ids.tolist()
    assert snapshot.current_snapshot()[kept].min_age == 18


@pytest.mark.django_db(transaction=True)
def test_the_snapshot_sees_a_transaction_that_commits_after_a_later_one(territory_a, monkeypatch):
    """Transactions commit in another order than they take numbers: none may be missed."""
    monkeypatch.setattr(snapshot, "REFRESH_SECONDS", 0.0)
    started, go_on = threading.Event(), threading.Event()

    def slow_publication() -> None:
        try:
            with tenant_context(territory_a), transaction.atomic():
                MissionFactory(title="La lente")
                apply_outbox()
                started.set()
                go_on.wait(timeout=60)
        finally:
            connection.close()

    slow = threading.Thread(target=slow_publication)
    slow.start()
    assert started.wait(timeout=60)
    _publish(territory_a, title="La rapide")
    assert len(snapshot.current_snapshot()) == 1
    go_on.set()
    slow.join(timeout=60)
    assert len(snapshot.current_snapshot()) == 2


def test_a_suspended_territory_takes_no_place_in_the_list_until_it_is_back(
    in_a, territory_b: TerritoryContext, monkeypatch
):
    monkeypatch.setattr(snapshot, "REFRESH_SECONDS", 0.0)
    _publish(in_a, title="Celle d’ici", causes=["sport"])
    _publish(territory_b, title="Celle d’à côté", remote="possible", commune_id="BE-84035")

    def titles() -> list[str]:
        return [one.opportunity.title for one in suggest(seeker=SEEKER, now=timezone.now(), top=1)]

    assert titles() == ["Celle d’à côté"]
    Territory.objects.filter(pk=territory_b.id).update(state=TerritoryState.SUSPENDED)
    assert titles() == ["Celle d’ici"]
    Territory.objects.filter(pk=territory_b.id).update(state=TerritoryState.LIVE)
    assert titles() == ["Celle d’à côté"]


def test_missions_already_taken_are_left_out(in_a):
    mission = _publish(in_a)
    assert suggest(seeker=SEEKER, now=timezone.now(), already=[mission.pk]) == []


def test_why_not_says_the_obstacle(in_a):
    _publish(in_a, min_age=18)
    answer = explain(
        seeker=replace(SEEKER, age=15), opportunity=Opportunity.objects.get(), now=timezone.now()
    )
    assert [obstacle.kind for obstacle in answer.obstacles] == [ObstacleKind.AGE]


def test_a_plumber_answers_what_any_handy_person_can_do(in_a):
    _publish(in_a, skills=["handiwork"])
    (suggestion,) = suggest(seeker=replace(SEEKER, skills=frozenset({"plumbing"})), now=timezone.now())
    assert any("bricol" in reason for reason in suggestion.reasons)


def test_the_number_of_queries_does_not_grow_with_the_suggestions(in_a):
    counts = []
    for batch in (1, 2):
        for _ in range(batch):
            _publish(in_a)
        snapshot.forget_snapshot()
        neighbours_of(in_a.slug)
        with CaptureQueriesContext(connection) as queries:
            suggest(seeker=SEEKER, now=timezone.now())
        counts.append(len(queries))
    # what its territory takes in, horizon, live territories, snapshot, rows, their domains
    assert counts == [6, 6]
    with CaptureQueriesContext(connection) as queries:
        assert [gain.more for gain in gains(seeker=replace(SEEKER, radius_km=1.0), now=timezone.now())] == []
    assert len(queries) == 1  # what its territory takes in
    with CaptureQueriesContext(connection) as queries:
        mission_id = Opportunity.objects.earliest("pk").mission_id
        assert explain_mission(seeker=SEEKER, mission_id=mission_id, now=timezone.now()).eligible
    assert len(queries) == 3  # which mission, its row, what its territory takes in


def test_two_territories_opened_side_by_side_are_neighbours(db, territory_a, territory_b):
    pair = Neighbourhood.objects.get(territory_id=territory_a.id)
    assert 10 < pair.distance_km < 20  # Libin to Tellin, as the crow flies
    assert neighbours_of(territory_a.slug) == {territory_b.slug: pair.distance_km}
    assert neighbours_of(territory_b.slug) == {territory_a.slug: pair.distance_km}


@pytest.mark.django_db(transaction=True)
def test_no_request_waits_for_a_refresh(territory_a, settings, monkeypatch):
    """While the next snapshot is being made, questions are answered from the last one, and then from the new one."""
    settings.SNAPSHOT_IN_BACKGROUND = True
    monkeypatch.setattr(snapshot, "REFRESH_SECONDS", 0.01)
    refreshing, go_on, done = threading.Event(), threading.Event(), threading.Event()
    real = snapshot._refreshed

    def slow(held: snapshot.Snapshot | None) -> snapshot.Snapshot:
        if held is None or done.is_set():
            return real(held)
        refreshing.set()
        assert go_on.wait(timeout=60)
        found = real(held)
        done.set()
        return found

    monkeypatch.setattr(snapshot, "_refreshed", slow)
    try:
        _publish(territory_a, title="La première")
        assert len(snapshot.current_snapshot()) == 1
        _publish(territory_a, title="La seconde")
        assert refreshing.wait(timeout=60)
        with tenant_context(territory_a):
            found = suggest(seeker=SEEKER, now=timezone.now())
        assert [one.opportunity.title for one in found] == ["La première"]
        go_on.set()
        assert done.wait(timeout=60)
        assert len(snapshot.refresh_snapshot()) == 2
        assert snapshot.snapshot_age() < 60
    finally:
        go_on.set()
        snapshot.forget_snapshot()
        if snapshot._refresher is not None:
            snapshot._refresher.join(timeout=60)


def test_a_territory_that_goes_takes_its_missions_along(in_a, territory_b, monkeypatch):
    monkeypatch.setattr(snapshot, "REFRESH_SECONDS", 0.0)
    _publish(in_a)
    _publish(territory_b)
    assert len(snapshot.current_snapshot()) == 2
    Territory.objects.filter(pk=territory_b.id).delete()
    assert len(snapshot.current_snapshot()) == 1
    assert not Opportunity.objects.filter(territory_id=territory_b.id).exists()
