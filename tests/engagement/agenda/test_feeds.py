"""Feeds are read by what reads feeds, and hold nothing private."""

from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from icalendar import Calendar

from engagement.agenda.selectors import midnight
from tests.factories.agenda import EventFactory, RegistrationFactory, next_week
from tests.factories.engagement import AssociationFactory, MissionFactory

SOCIETIES = (("Les Chanteurs", "culture"), ("Les Joueurs", "sport"))

pytestmark = pytest.mark.usefixtures("in_a")


def entries(response):
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_a_calendar_holds_each_date_with_its_hour_and_address(client_a):
    start = next_week()
    weekly = EventFactory(
        title="Chorale ; et thé",
        frequency="weekly",
        until=(start + timedelta(days=20)).date(),
        starts_at=start,
    )
    first_day = midnight((start + timedelta(days=1)).date())
    EventFactory(all_day=True, starts_at=first_day, ends_at=first_day + timedelta(days=2), state="cancelled")
    EventFactory(state="draft", published_at=None)
    EventFactory(association__state="suspended")
    found = entries(client_a.get("/agenda/flux/agenda.ics"))
    assert [one["dtstart"].dt for one in found if one["summary"] == "Chorale ; et thé"] == [
        one.starts_at for one in weekly.occurrences.all()
    ]
    assert len({one["uid"] for one in found}) == len(found) == 4
    assert all(one["url"].startswith("http") and "vallee-claire" in one["url"] for one in found)
    day = next(one for one in found if one["status"] == "CANCELLED")
    assert (day["dtstart"].dt, day["dtend"].dt) == (first_day.date(), first_day.date() + timedelta(days=2))
    assert len(entries(client_a.get(f"{weekly.get_absolute_url()}evenement.ics"))) == 3


def test_feeds_are_kept_and_asked_again(client_a):
    comes = RegistrationFactory()
    event = comes.occurrence.event
    association = event.association
    addresses = [
        "/agenda/flux/agenda.ics",
        "/agenda/flux/agenda.rss",
        f"/agenda/flux/associations/{association.slug}.ics",
        f"/agenda/flux/associations/{association.slug}.rss",
        f"/agenda/flux/communes/{event.commune_id}.ics",
        f"/agenda/flux/communes/{event.commune_id}.rss",
    ]
    for address in addresses:
        first = client_a.get(address)
        body = first.content.decode()
        assert event.title in body
        assert "max-age=900" in first["Cache-Control"]
        assert client_a.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
        for private in (comes.user.email, comes.user.first_name, association.email, association.phone):
            assert private not in body
    association.state = "suspended"
    association.save()
    assert client_a.get(addresses[2]).status_code == 404
    later = timezone.now() + timedelta(days=1)
    again = client_a.get(addresses[0], headers={"If-Modified-Since": f"{later:%a, %d %b %Y %H:%M:%S GMT}"})
    assert event.title not in again.content.decode(), "what is withdrawn vanishes"
    assert client_a.get("/agenda/flux/communes/FR-75056.ics").status_code == 404


def test_news_readers_get_events_and_missions(client_a):
    event, mission = EventFactory(), MissionFactory()
    for address, thing in (("/agenda/flux/agenda.rss", event), ("/agenda/flux/missions.rss", mission)):
        feed = ElementTree.fromstring(client_a.get(address).content)
        item = feed.find("channel/item")
        assert item is not None
        assert item.findtext("title") == thing.title
        assert item.findtext("link", "").startswith("http")
        assert item.findtext("link", "").endswith(thing.get_absolute_url())
    page = client_a.get("/agenda/").content.decode()
    assert 'rel="alternate" type="text/calendar"' in page
    assert "webcal://" in client_a.get("/agenda/s-abonner/").content.decode()


def test_a_search_of_a_list_is_a_feed_of_its_own(client_a):
    EventFactory(title="Chorale", causes=["culture"])
    EventFactory(title="Tournoi", causes=["sport"])
    MissionFactory(title="Accorder un piano", causes=["culture"])
    MissionFactory(title="Arbitrer", causes=["sport"])
    found = entries(client_a.get("/agenda/flux/agenda.ics?cause=culture"))
    assert {str(one["summary"]) for one in found} == {"Chorale"}
    feed = client_a.get("/agenda/flux/missions.rss?cause=sport").content.decode()
    assert "Arbitrer" in feed
    assert "Accorder" not in feed
    assert "/agenda/flux/missions.rss?cause=sport" in client_a.get("/missions/?cause=sport").content.decode()
    news = client_a.get("/agenda/flux/agenda.rss?cause=culture").content.decode()
    assert "Chorale" in news
    assert "Tournoi" not in news
    assert "/agenda/flux/agenda.rss?cause=culture" in client_a.get("/agenda/?cause=culture").content.decode()
    for feed in ("agenda.ics?q=chorrale", "agenda.rss?q=chorrale", "missions.rss?q=acorder"):
        said = client_a.get(f"/agenda/flux/{feed}").content.decode()
        assert ("Chorale" in said) != ("Accorder" in said), "a slip of the pen is forgiven as in the list"
        assert "Tournoi" not in said
    singers, players = (AssociationFactory(name=name, causes=[cause]) for name, cause in SOCIETIES)
    directory = client_a.get("/associations/flux.rss?cause=culture").content.decode()
    assert singers.name in directory
    assert players.name not in directory
    assert (
        "/associations/flux.rss?cause=culture"
        in client_a.get("/associations/?cause=culture").content.decode()
    )


def test_lists_count_what_each_cause_would_bring_and_know_causes_by_name(client_a):
    EventFactory(title="Chorale", causes=["culture"], starts_at=next_week())
    for title in ("Accorder", "Relier"):
        MissionFactory(title=title, causes=["culture"])
    MissionFactory(title="Arbitrer", causes=["sport"])
    choices = dict(client_a.get("/missions/?cause=sport").context["form"].fields["cause"].choices)
    assert (choices["culture"], choices["sport"]) == ("Culture (2)", "Sport (1)")
    assert "animals" not in choices
    for address in ("/associations/", "/agenda/"):
        choices = dict(client_a.get(address).context["form"].fields["cause"].choices)
        assert len(choices) > 1, address
    MissionFactory(title="Broder", publics=["everyone"], causes=["health"])
    choices = dict(client_a.get("/missions/?q=brodre").context["form"].fields["public"].choices)
    assert all(label.endswith("(1)") for code, label in choices.items() if code), (
        "what is for everybody, nearly said"
    )
    assert len(choices) > 2
    assert "Chorale" in client_a.get("/agenda/?q=culture").content.decode()
    assert "Chorale" in client_a.get("/agenda/?q=chorrale").content.decode()
    titles = [card["title"] for card in client_a.get("/missions/?sort=recent").context["cards"]]
    assert titles == ["Broder", "Arbitrer", "Relier", "Accorder"]
