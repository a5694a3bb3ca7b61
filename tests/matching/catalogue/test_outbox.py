"""A mission reaches the catalogue whatever writes it, and leaves it when it closes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, time

import pytest
from django.db import connection, transaction
from django.utils import timezone

from engagement.associations.models import Association
from engagement.missions.models import Mission, MissionState, Recurrence
from engagement.missions.services import close_mission, publish_mission
from engagement.rules.services import change_rules
from kernel.tenancy import TerritoryContext, public_context, tenant_context
from matching.catalogue.models import Opportunity, OutboxEntry
from matching.catalogue.services import apply_outbox, drain_outbox, enqueue_missions
from tests.factories.engagement import AssociationFactory, MissionFactory, ParticipationFactory
from tests.factories.people import UserFactory


def _open_titles() -> set[str]:
    return set(Opportunity.objects.filter(is_open=True).values_list("title", flat=True))


def test_publishing_and_closing_reach_the_catalogue_in_the_same_transaction(
    in_a, django_capture_on_commit_callbacks
):
    mission = MissionFactory(
        title="Tenir la buvette", state=MissionState.DRAFT, published_at=None, availability=["sat-morning"]
    )
    apply_outbox()
    assert _open_titles() == set()
    now = mission.created_at
    # The callbacks of the commit have not run: only the transaction itself counts.
    with django_capture_on_commit_callbacks(execute=False):
        publish_mission(mission=mission, now=now)
        assert _open_titles() == {"Tenir la buvette"}
        close_mission(mission=mission, now=now)
        assert _open_titles() == set()
    row = Opportunity.objects.get()
    assert (row.title, row.association_name, row.path) == ("", "", ""), "a tombstone keeps nothing"


def test_a_rolled_back_publication_leaves_the_catalogue_as_it_was(in_a):
    mission = MissionFactory(state=MissionState.DRAFT, published_at=None, availability=["sat-morning"])
    apply_outbox()

    class Interrupted(Exception):
        pass

    def publish_and_fail() -> None:
        with transaction.atomic():
            publish_mission(mission=mission, now=mission.created_at)
            raise Interrupted

    with pytest.raises(Interrupted):
        publish_and_fail()
    assert _open_titles() == set()
    assert not OutboxEntry.objects.exists()


def _bulk_update(mission: Mission) -> None:
    Mission.objects.filter(pk=mission.pk).update(title="Autre titre")


def _raw_sql(mission: Mission) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE missions_mission SET title = 'Autre titre' WHERE id = %s", [mission.pk])


def _save(mission: Mission) -> None:
    mission.title = "Autre titre"
    mission.save()


@pytest.mark.parametrize("write", [_bulk_update, _raw_sql, _save])
def test_any_write_path_is_followed(in_a, write: Callable[[Mission], None]):
    mission = MissionFactory()
    apply_outbox()
    write(mission)
    with public_context():
        assert drain_outbox() >= 1
    assert _open_titles() == {"Autre titre"}


def test_a_deleted_mission_leaves_a_tombstone(in_a):
    mission = MissionFactory()
    apply_outbox()
    mission.delete()
    apply_outbox()
    assert Opportunity.objects.get().is_open is False


def test_a_suspended_association_takes_its_missions_with_it(in_a):
    association = AssociationFactory()
    MissionFactory.create_batch(2, association=association)
    apply_outbox()
    assert Opportunity.objects.filter(is_open=True).count() == 2
    type(association).objects.filter(pk=association.pk).update(state="suspended")
    apply_outbox()
    assert Opportunity.objects.filter(is_open=True).count() == 0


def _stay_local(mission: Mission) -> None:
    Association.objects.filter(pk=mission.association_id).update(stays_local=True)


def _keep_at_home(mission: Mission) -> None:
    change_rules(values={"outgoing_reach": "territory"}, by=UserFactory(), now=timezone.now())


def _keep_at_home_by_hand(mission: Mission) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO rules_rules (id, missions_are_read, events_are_read, offers_are_read, offer_hours,"
            " reminder_hours, nudge_days, alert_days, retention_months, outgoing_reach)"
            " VALUES (1, 'after', 'after', 'before', 24, 48, 5, 10, 24, 'territory')"
        )


@pytest.mark.parametrize("write", [_stay_local, _keep_at_home, _keep_at_home_by_hand])
def test_how_far_missions_are_shown_follows_associations_and_rules(in_a, write: Callable[[Mission], None]):
    mission = MissionFactory(reach="network")
    apply_outbox()
    assert Opportunity.objects.get().reach == "network"
    write(mission)
    apply_outbox()
    assert Opportunity.objects.get().reach == "territory"


def test_a_weekly_rule_without_dates_makes_a_mission_one_that_is_not_offered(in_a):
    mission = MissionFactory()
    apply_outbox()
    Recurrence.objects.create(
        mission=mission,
        weekdays=["sat"],
        starts=time(9),
        ends=time(12),
        capacity=2,
        first_day=date(2020, 1, 1),
    )
    apply_outbox()
    assert _open_titles() == set()


def test_participations_are_counted(in_a):
    mission = MissionFactory()
    ParticipationFactory.create_batch(2, mission=mission)
    apply_outbox()
    assert Opportunity.objects.get().connections == 2


def test_applying_twice_changes_nothing(in_a):
    mission = MissionFactory()
    apply_outbox()
    fields = [f.name for f in Opportunity._meta.concrete_fields if f.name != "version"]
    before = Opportunity.objects.values(*fields).get()
    enqueue_missions([mission.pk, mission.pk], territory=in_a)
    assert apply_outbox() == 2
    assert Opportunity.objects.values(*fields).get() == before


def test_a_territory_applies_its_own_entries_only(in_a, territory_b: TerritoryContext):
    with tenant_context(territory_b):
        MissionFactory(title="Celle de B")
    MissionFactory(title="Celle de A")
    apply_outbox()
    assert _open_titles() == {"Celle de A"}
    with public_context():
        drain_outbox()
    assert _open_titles() == {"Celle de A", "Celle de B"}


def test_what_a_service_publishes_does_not_wait_behind_older_entries(in_a):
    MissionFactory(title="Ancienne")
    MissionFactory(title="Nouvelle")
    apply_outbox(limit=1)
    assert _open_titles() == {"Nouvelle"}


def test_entries_of_a_vanished_schema_are_dropped(db):
    OutboxEntry.objects.create(schema_name="t_never_was", mission_id=1)
    assert drain_outbox() == 1
    assert not OutboxEntry.objects.exists()


def test_the_number_of_queries_does_not_grow_with_the_missions(in_a, django_assert_num_queries):
    association = AssociationFactory()
    for count in (1, 3):
        MissionFactory.create_batch(count, association=association)
        # savepoint, entries, locks, version, missions, slots, upsert, deletion, release
        with django_assert_num_queries(9):
            apply_outbox()


@pytest.mark.django_db(transaction=True)
def test_two_writers_of_one_mission_at_once_both_count(territory_a: TerritoryContext):
    """Whoever projects last has seen the other's participation: none is lost, whatever the order of commits."""
    with tenant_context(territory_a):
        mission = MissionFactory()
    barrier = threading.Barrier(2, timeout=60)

    def take_part() -> None:
        try:
            with tenant_context(territory_a), transaction.atomic():
                ParticipationFactory(mission=mission)
                barrier.wait()
                apply_outbox()
        finally:
            connection.close()

    threads = [threading.Thread(target=take_part) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert Opportunity.objects.get().connections == 2
