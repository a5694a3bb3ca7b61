"""The one thing of B that A shows: a mission that B shares, where suggestions are, with the catalogue's fields."""

from __future__ import annotations

from django.utils import timezone

from cms.pages.models import HomePage
from engagement.missions.models import Mission
from kernel.tenancy import tenant_context
from matching.catalogue.services import apply_outbox
from tests.isolation.filling import Twins
from tests.isolation.test_routes import ROUTES, visitor, walk

TITLE, ASSOCIATION, NEED, INSIDE = (
    "zzshared-title",
    "zzshared-association",
    "zzshared-need",
    "zzshared-inside",
)
INNER_FIELDS = ("welcome", "accompaniment", "given_back", "expenses", "accessibility", "place_name", "street")

#: Where a citizen may meet missions of other territories: pages with a block of missions, the list of missions, and her
#: suggestions.
PLACES = {"wagtail_serve", "missions:list", "suggestions:mine"}


def share_a_mission(twins: Twins) -> Mission:
    with tenant_context(twins.b.territory):
        mission = twins.b.missions["published"]
        mission.title, mission.need, mission.tasks = TITLE, NEED, [INSIDE]
        mission.reach = "network"
        mission.published_at = timezone.now()
        for name in INNER_FIELDS:
            setattr(mission, name, INSIDE)
        mission.save()
        mission.association.name = ASSOCIATION
        mission.association.save()
        apply_outbox()
    return mission


def make_room(twins: Twins) -> None:
    """The home page completes its missions with others' only when its own are few."""
    with tenant_context(twins.a.territory):
        home = HomePage.objects.get(locale__language_code="fr")
        home.body = [("missions", {"title": "", "count": 12, "cause": "", "network": True})]
        home.save()


def test_a_shared_mission_shows_where_suggestions_are_and_nowhere_else(twins: Twins) -> None:
    mission = share_a_mission(twins)
    make_room(twins)
    citizen = visitor(twins.a, "citizen")
    met = {}
    for route in ROUTES:
        if route.path.startswith("admin/"):
            continue
        for answer in walk(citizen, route, twins.a):
            assert INSIDE not in answer.text, answer
            assert twins.b.marks.person.lower() not in answer.text, answer
            if TITLE in answer.text or ASSOCIATION in answer.text or NEED in answer.text:
                met.setdefault(route.name, []).append(answer)
    assert set(met) == PLACES
    by_a_pass = f"/ailleurs/{twins.b.territory.slug}/missions/{mission.pk}/"
    for answer in (one for answers in met.values() for one in answers):
        assert ASSOCIATION in answer.text
        assert twins.b.territory.name.lower() in answer.text, f"{answer} does not say where it comes from"
        assert by_a_pass in answer.text, "one stays on one’s own site"
