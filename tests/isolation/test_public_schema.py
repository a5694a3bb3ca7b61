"""The schema that all share holds nobody's name, address or words, and nothing that a territory keeps to itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.utils import timezone

from engagement.figures.snapshots import take_snapshot
from engagement.privacy.shared_schema import public_rows
from engagement.recognition.models import Hours
from engagement.rules.models import Rules
from kernel.tenancy import tenant_context
from matching.catalogue.models import Opportunity, Reconciliation, Word
from matching.catalogue.reconciling import reconcile_territory
from matching.catalogue.tasks import learn_words
from matching.network.models import IncomingRule, Neighbourhood
from matching.seekers.models import SeekerCard
from tenants.observatory.models import Cell, Publication, Snapshot
from tenants.observatory.services import publish_months
from tests.factories.engagement import MissionFactory
from tests.isolation.filling import Twins
from tests.isolation.marks import addresses_in


def test_no_row_is_personal(twins: Twins) -> None:
    filled = (twins.a, twins.b, twins.only_b)
    fill_what_the_network_keeps(twins)
    assert Opportunity.objects.filter(title__contains=twins.b.marks.open).exists(), (
        "the catalogue was not filled"
    )
    kept = [mark.lower() for one in filled for mark in (one.marks.person, one.marks.hidden)]
    people = {address.lower() for one in filled for address in one.addresses}

    def faults() -> list[str]:
        return [
            f"{table}: {row[:300]}"
            for table, row in public_rows()
            if any(mark in row for mark in kept) or addresses_in(row) & people
        ]

    assert not (found := faults()), "\n".join(found)
    call_command("scan_shared_schema")  # what an installation can ask of itself finds nothing either
    # It can fail: a name among a mission's words, then an address.
    row = Opportunity.objects.order_by("pk").first()
    for said in (twins.b.marks.person, min(twins.a.addresses)):
        Opportunity.objects.filter(pk=row.pk).update(summary=f"Demander {said}")
        assert [fault.partition(":")[0] for fault in faults()] == ["catalogue_opportunity"]
    with pytest.raises(CommandError, match=": 1 rows"):
        call_command("scan_shared_schema")
    Opportunity.objects.filter(pk=row.pk).update(summary=row.summary)


def fill_what_the_network_keeps(twins: Twins) -> None:
    """What only rules and the worker write: every table of the network has rows, but for what waits to be applied."""
    for one in (twins.a, twins.b):
        with tenant_context(one.territory):
            Rules.objects.update_or_create(defaults={"incoming_causes": ["sport"]})
            MissionFactory(title="Une mission pour tout le réseau", reach="network")
            reconcile_territory(now=timezone.now())
            Hours.objects.update(day=F("day") - timedelta(days=31))
            take_snapshot(now=timezone.now())
    learn_words()
    publish_months(now=timezone.now().replace(day=11))  # the months before the one at hand
    observatory = (Snapshot, Publication, Cell)
    for model in (Opportunity, Reconciliation, Word, IncomingRule, Neighbourhood, SeekerCard, *observatory):
        assert model.objects.exists(), model
