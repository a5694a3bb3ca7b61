"""A mission found in three clicks: by public, part of the week, around oneself; free places first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from engagement.missions.cards import mission_card
from engagement.missions.selectors import MissionSearch, search_missions
from matching.engine import Reason, ReasonKind
from matching.taxonomy.words import strongest_in_words
from tests.factories.engagement import MissionFactory, ParticipationFactory, SlotFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.usefixtures("in_a")

#: A Monday.
NOW = datetime(2031, 9, 1, 7, 0, tzinfo=UTC)


def found(**search) -> list[str]:
    return [mission.title for mission in search_missions(search=MissionSearch(**search), now=NOW)]


def test_free_places_come_first_and_are_counted():
    full = MissionFactory(title="Complète", capacity=1)
    ParticipationFactory(mission=full, state="accepted")
    few = MissionFactory(title="Deux places", published_at=timezone.now() - timedelta(days=9))
    for days in (2, 9):
        SlotFactory(mission=few, starts_at=NOW + timedelta(days=days), capacity=2)
    ParticipationFactory(mission=few, slot=few.slots.first(), state="accepted")
    SlotFactory(mission=few, starts_at=NOW + timedelta(days=1), capacity=9, cancelled_at=NOW)
    assert found() == ["Deux places", "Complète"]
    cards = {
        card["title"]: card for card in map(mission_card, search_missions(search=MissionSearch(), now=NOW))
    }
    said = [item["text"] for item in cards["Deux places"]["meta"]]
    assert said[1:] == ["Mercredi 3 septembre, 9\xa0h et 1 autre date", "3 places restantes"]
    assert [badge["text"] for badge in cards["Complète"]["badges"]][-1] == "Complet"


def test_by_public_and_part_of_the_week():
    MissionFactory(title="Enfants", publics=["children"], availability=["sat-morning"])
    MissionFactory(title="Tous", publics=["everyone"], availability=["tue-evening"])
    evening = MissionFactory(title="Aînés", publics=["elderly"])
    SlotFactory(mission=evening, starts_at=datetime(2031, 9, 5, 16, 30, tzinfo=UTC))
    assert set(found(public="children")) == {"Enfants", "Tous"}
    assert set(found(parts=["fri-evening", "tue-evening"])) == {"Tous", "Aînés"}
    assert set(found(parts=["fri-afternoon"])) == set()
    assert set(found(parts=["sat-morning", "sun-morning"])) == {"Enfants"}


def test_a_position_becomes_a_search_around_a_commune(client_a):
    response = client_a.get("/missions/?lat=49.98&lon=5.26&q=soupe&page=3")
    assert response.status_code == 302
    address = response["Location"]
    assert "lat" not in address
    assert "place=Libin" in address
    assert "q=soupe" in address
    assert "page" not in address
    for nowhere in ("lat=0&lon=0", "lat=nan&lon=inf", "lat=x&lon=", "lat=91&lon=1e9"):
        assert client_a.get(f"/missions/?{nowhere}")["Location"] == "/missions/?"
    assert client_a.get(address if address.startswith("/") else f"/missions/{address}").status_code == 200


def test_a_card_says_the_few_reasons_that_tell_most():
    filler = [Reason(ReasonKind.FRESHNESS, 1.0, 0.1), Reason(ReasonKind.CONNECTIONS, 0.0, 0.1)]
    telling = [
        Reason(ReasonKind.DISTANCE, 3.0, 0.4),
        Reason(ReasonKind.SKILL, 1.0, 0.3, ("cooking",)),
        Reason(ReasonKind.FLEXIBLE, 1.0, 0.2),
        Reason(ReasonKind.OPEN_TO_ALL, 1.0, 0.1),
    ]
    assert strongest_in_words([*filler, *telling]) == [
        "à 3\xa0km de chez vous",
        "vous savez cuisiner",
        "les horaires sont souples",
    ]
    assert len(strongest_in_words(filler)) == 2


def test_the_next_dates_are_offered_first_and_more_unfold(client_a):
    client_a.force_login(UserFactory())
    page = BeautifulSoup(
        client_a.get(MissionFactory(slots=[1] * 8).get_absolute_url()).content, "html.parser"
    )
    assert len(page.select("form input[name=slot]")) == 8
    assert len(page.select("details.slots__more:not([open]) input[name=slot]")) == 2
    assert "Voir 2 dates de plus" in page.select_one("details.slots__more summary").text
