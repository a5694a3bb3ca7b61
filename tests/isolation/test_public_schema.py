"""The schema that all share holds nobody's name, address or words, and nothing that a territory keeps to itself."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.db.models import F
from django.utils import timezone
from psycopg import sql

from engagement.figures.snapshots import take_snapshot
from engagement.recognition.models import Hours
from engagement.rules.models import Rules
from kernel.tenancy import PUBLIC_SCHEMA, tenant_context
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

#: What holds personal data all the same, and why.
KNOWN = {"opening_application": "its applicant’s name and address, forgotten a month after the last visit"}


def test_no_row_is_personal(twins: Twins) -> None:
    filled = (twins.a, twins.b, twins.only_b)
    fill_what_the_network_keeps(twins)
    assert Opportunity.objects.filter(title__contains=twins.b.marks.open).exists(), (
        "the catalogue was not filled"
    )
    kept = [mark.lower() for one in filled for mark in (one.marks.person, one.marks.hidden)]
    people = {address.lower() for one in filled for address in one.addresses}
    faults = []
    with connection.cursor() as cursor:
        for table in set(_tables()) - set(KNOWN):
            cursor.execute(
                sql.SQL("SELECT lower(one::text) FROM {} one").format(sql.Identifier(PUBLIC_SCHEMA, table))
            )
            for (row,) in cursor.fetchall():
                if any(mark in row for mark in kept) or addresses_in(row) & people:
                    faults.append(f"{table}: {row[:300]}")
    assert not faults, "\n".join(faults)


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


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY tablename", [PUBLIC_SCHEMA]
        )
        return [name for (name,) in cursor.fetchall()]
