"""Two people decide of one thing at the same moment: one decision, one entry in the journal."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from engagement.moderation.enums import Decision, Stage
from engagement.moderation.registry import Moderated, kind_named, register
from engagement.moderation.selectors import Queue, find, waiting
from engagement.moderation.services import AlreadyDecided, ReasonMissing, decide, mark_read
from kernel.audit.models import Entry
from kernel.tenancy import TerritoryContext, tenant_context
from tests.factories.engagement import AssociationFactory, MissionFactory
from tests.factories.people import UserFactory


@pytest.mark.django_db(transaction=True)
def test_one_of_two_decides(territory_a: TerritoryContext) -> None:
    with tenant_context(territory_a):
        association = AssociationFactory(state="submitted")
        people = [UserFactory(first_name=name) for name in ("Agathe", "Bruno")]
    start = Barrier(2)

    def approve(person: object) -> str:
        try:
            with tenant_context(territory_a):
                start.wait(60)
                decide(
                    moderated=kind_named("association"),
                    pk=association.pk,
                    decision=Decision.APPROVE,
                    by=person,  # type: ignore[arg-type]
                    now=timezone.now(),
                )
        except AlreadyDecided as error:
            return error.entry.actor_label if error.entry else ""
        finally:
            connection.close()
        return "decided"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(approve, people))
    assert outcomes[0].startswith(("Agathe", "Bruno"))
    assert outcomes[1] == "decided"
    with tenant_context(territory_a):
        assert Entry.objects.filter(act="moderation.approve").count() == 1


def test_what_is_shown_anew_is_read_anew(in_a: TerritoryContext) -> None:
    missions = kind_named("mission")
    mission = MissionFactory()
    assert waiting([missions])["mission"][Stage.UNREAD] == 1
    mark_read(kind="mission", pks=[mission.pk], now=timezone.now())
    mark_read(kind="mission", pks=[mission.pk], now=timezone.now())
    assert len(Queue([missions])) == 0
    row = find(missions, mission.pk)
    assert row is not None
    assert row.stage == Stage.SETTLED
    mission.published_at = timezone.now()
    mission.save()
    assert [row.item for row in Queue([missions])[:5]] == [mission]


def test_a_decision_needs_its_reason(in_a: TerritoryContext) -> None:
    association = AssociationFactory()
    with pytest.raises(ReasonMissing):
        decide(
            moderated=kind_named("association"),
            pk=association.pk,
            decision=Decision.SUSPEND,
            by=UserFactory(),
            now=timezone.now(),
            reason=" ",
        )


def test_a_kind_is_registered_once() -> None:
    registered: Moderated = kind_named("mission")
    with pytest.raises(ValueError, match="mission"):
        register(registered)
