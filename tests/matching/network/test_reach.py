"""Who shows whose missions: suggestions, blocks, lists and the plain rule all say the same."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from django.core.cache import caches
from django.utils import timezone

from cms.blocks.selectors import missions_elsewhere
from engagement.rules.models import Rules
from engagement.rules.services import change_rules
from kernel.tenancy import TerritoryContext, public_context, tenant_context
from matching.catalogue.models import Opportunity, Word
from matching.catalogue.services import apply_outbox, refresh_vocabulary
from matching.engine import ObstacleKind, Seeker
from matching.network import snapshot
from matching.network.models import IncomingRule, Neighbourhood
from matching.network.reach import Viewer
from matching.network.selectors import viewer_of
from matching.network.services import explain, suggest
from matching.network.snapshot import current_snapshot, forget_snapshot
from matching.search.opportunities import OpportunitySearch, search_opportunities
from tenants.opening.reviewing import review_territory
from tenants.registry.models import Territory
from tests.factories.engagement import MissionFactory
from tests.factories.people import UserFactory

#: Libin, ready to go anywhere.
SEEKER = Seeker(id="1", territory="vallee-claire", lat=49.98, lon=5.26, radius_km=500)
REACHES = ("territory", "neighbours", "network")
CAUSES = ("sport", "culture")


def _rules(**values: object) -> None:
    change_rules(values=values, by=UserFactory(), now=timezone.now())
    forget_snapshot()


@pytest.fixture
def offers(in_a, territory_b: TerritoryContext) -> set[str]:
    """One mission of B for each reach and cause, and one of A that it keeps to itself."""
    MissionFactory(title="own", reach="territory", causes=["health-disability"])
    apply_outbox()
    with tenant_context(territory_b):
        for reach, cause in product(REACHES, CAUSES):
            MissionFactory(title=f"{reach} {cause}", reach=reach, causes=[cause])
        apply_outbox()
    return {f"{reach} {cause}" for reach, cause in product(REACHES, CAUSES)}


@pytest.mark.parametrize("neighbours", [True, False])
@pytest.mark.parametrize("causes", [[], ["sport"]])
@pytest.mark.parametrize(
    ("incoming", "km"), [("none", 60), ("neighbours", 60), ("neighbours", 5), ("network", 5)]
)
def test_every_way_to_see_others_missions_agrees(in_a, client_a, offers, incoming, km, causes, neighbours):
    if not neighbours:
        Neighbourhood.objects.all().delete()
        caches["network"].clear()
    _rules(incoming_reach=incoming, incoming_km=km, incoming_causes=causes)
    near = neighbours and incoming != "none" and (incoming == "network" or km == 60)  # they begin 15 km away
    expected = {
        title
        for title in offers
        if (reach := title.split()[0]) != "territory"
        and (near or (incoming == "network" and reach == "network"))
        and (not causes or title.endswith("sport"))
    }

    viewer = viewer_of(in_a.slug)
    rows = Opportunity.objects.all()
    said = {
        row.title
        for row in rows.select_related("territory")
        if viewer.sees(territory=row.territory.slug, reach=row.reach, causes=row.causes)
    }
    assert said == expected | {"own"}
    columns = current_snapshot().columns
    titles = dict(rows.values_list("pk", "title"))
    assert {titles[int(pk)] for pk in columns.ids[viewer.rows(columns)]} == expected | {"own"}
    suggested = suggest(seeker=SEEKER, now=timezone.now(), top=20)
    assert {one.opportunity.title for one in suggested} == expected | {"own"}
    assert {one.title for one in missions_elsewhere(now=timezone.now(), count=20)} == expected
    found = search_opportunities(OpportunitySearch(), viewer=viewer, now=timezone.now())
    assert {titles[pk] for pk in found.ids} == expected | {"own"}
    network = search_opportunities(OpportunitySearch(), viewer=Viewer(), now=timezone.now())
    assert {titles[pk] for pk in network.ids} == {title for title in offers if title.startswith("network")}
    listed = client_a.get("/missions/").context["elsewhere"]
    assert {card["title"] for card in listed} == expected
    assert all(card["badges"][0]["text"] == "Val-Sombre" for card in listed)
    for row in rows:
        why = explain(seeker=SEEKER, opportunity=row, now=timezone.now())
        assert why.eligible == (row.title in expected | {"own"})
        assert why.eligible or ObstacleKind.REACH in {obstacle.kind for obstacle in why.obstacles}


def test_what_the_network_has_not_looked_at_stays_at_home(
    in_a, client_a, network_client, territory_b, offers
):
    """A territory that somebody opened by herself is seen nowhere else, and sees what everybody sees."""
    MissionFactory(title="shown", reach="network")
    apply_outbox()
    everything = offers | {"own", "shown"}
    titles = dict(Opportunity.objects.values_list("pk", "title"))

    def seen_by(territory: str | None) -> set[str]:
        search = search_opportunities(OpportunitySearch(), viewer=viewer_of(territory), now=timezone.now())
        return {titles[pk] for pk in search.ids}

    forget_snapshot()
    assert seen_by(in_a.slug) == {title for title in everything if not title.startswith("territory")}
    with public_context():
        newcomer = Territory.objects.get(pk=territory_b.id)
        Territory.objects.filter(pk=newcomer.pk).update(listed=False)
    forget_snapshot()
    assert seen_by(in_a.slug) == {"own", "shown"}
    assert seen_by(None) == {"shown"}
    assert seen_by(territory_b.slug) == offers | {"shown"}
    assert {one.title for one in missions_elsewhere(now=timezone.now(), count=20)} == set()
    suggested = suggest(seeker=SEEKER, now=timezone.now(), top=20)
    assert {one.opportunity.title for one in suggested} == {"own", "shown"}
    row = Opportunity.objects.get(title="network sport")
    assert not explain(seeker=SEEKER, opportunity=row, now=timezone.now()).eligible
    client_a.force_login(UserFactory())
    assert client_a.get(f"/ailleurs/{territory_b.slug}/missions/{row.mission_id}/").status_code == 404
    assert territory_b.name not in network_client.get("/missions/").content.decode()
    with public_context():
        refresh_vocabulary()
    assert not Word.objects.filter(word="sport").exists(), "its words teach others nothing"

    with public_context():
        review_territory(territory=newcomer, accept=True, now=timezone.now())
    snapshot._snapshot = replace(snapshot._snapshot, looked_at=0.0)  # a second later
    assert seen_by(in_a.slug) == {title for title in everything if not title.startswith("territory")}


def test_what_a_territory_sends_out_is_as_far_as_all_three_agree(in_a, territory_b, offers):
    with tenant_context(territory_b):
        _rules(outgoing_reach="neighbours")
        association = MissionFactory(title="opted out", reach="network").association
        type(association).objects.filter(pk=association.pk).update(stays_local=True)
        apply_outbox()
    reach = dict(Opportunity.objects.filter(territory_id=territory_b.id).values_list("title", "reach"))
    assert reach["network sport"] == reach["neighbours sport"] == "neighbours"
    assert reach["territory sport"] == reach["opted out"] == "territory"


def test_the_network_knows_the_rule_whatever_wrote_it_and_forgets_it(in_a):
    assert viewer_of(in_a.slug).is_open
    _rules(incoming_reach="neighbours", incoming_km=30)
    rule = IncomingRule.objects.get()
    assert (rule.territory_id, rule.reach, rule.neighbour_km, rule.causes) == (in_a.id, "neighbours", 30, [])
    Rules.objects.update(incoming_causes=["sport"])
    assert IncomingRule.objects.get().causes == ["sport"]
    Rules.objects.all().delete()
    assert not IncomingRule.objects.exists()
