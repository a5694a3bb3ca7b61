"""The agenda as visitors, guests and managers see it."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from engagement.agenda.models import Event, Registration
from engagement.agenda.services import approve_event, cancel_event, send_back_event
from engagement.rules.models import Rules
from tests.engagement.test_search import LIBIN, SAINT_HUBERT, commune
from tests.factories.agenda import EventFactory, RegistrationFactory, next_week
from tests.factories.engagement import AssociationFactory, MissionFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.usefixtures("in_a")


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    plain = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", plain)


@pytest.fixture
def manager():
    return UserFactory()


@pytest.fixture
def association(manager):
    return AssociationFactory(manager=manager)


def filled(**changes: str) -> dict[str, str]:
    """The form of an event as somebody sends it."""
    day = timezone.localdate() + timedelta(days=10)
    return {
        "title": "Fête de la soupe",
        "description": "Vingt marmites, une louche, et des voisins.",
        "first_day": day.isoformat(),
        "start_time": "11:00",
        "end_time": "15:00",
        "frequency": "once",
        "commune": "Libin",
        "takes_registrations": "on",
        "picture_alt": "",
    } | changes


def test_the_list_is_by_day_and_filtered(client_a):
    today = timezone.localdate()
    EventFactory(title="Repas partagé", price="5 €", causes=["food-aid"])
    EventFactory(title="Concert", association__state="suspended")
    EventFactory(title="Brouillon", state="draft", published_at=None)
    cancelled = EventFactory(title="Brocante", state="cancelled", reason="La salle est inondée.")
    page = text(client_a.get("/agenda/"))
    assert "Repas partagé" in page
    assert "Annulé" in page
    assert not re.search("Concert|Brouillon", page)
    assert "inondée" in text(client_a.get(cancelled.get_absolute_url()))
    assert "Repas partagé" not in text(client_a.get("/agenda/?free=on"))
    assert "Repas partagé" in text(client_a.get("/agenda/?cause=food-aid&place=Libin"))
    assert "Rien de tel" in text(client_a.get("/agenda/?when=dates&last_day=" + today.isoformat()))
    assert "Brocante" in text(client_a.get("/agenda/?q=brocantes"))
    assert text(client_a.get(f"/agenda/?association={cancelled.association.slug}")).count("Brocante") == 1


def test_the_agenda_in_another_order_and_as_a_map(client_a):
    near, far, online = (
        EventFactory(title=title, description="Un atelier.", commune=place, online=online, **more)
        for title, place, online, more in (
            ("Tournoi", commune(LIBIN), False, {"starts_at": next_week() + timedelta(days=2)}),
            ("Atelier couture", commune(SAINT_HUBERT), False, {"starts_at": next_week() + timedelta(days=1)}),
            ("Chorale", commune(LIBIN), True, {"starts_at": next_week()}),
        )
    )

    def titles(query: str) -> list[str]:
        return [one["title"] for one in client_a.get(f"/agenda/?{query}").context["lines"]]

    assert titles("place=Libin&radius=50&sort=distance") == [near.title, far.title, online.title]
    assert titles("q=atelier&sort=relevance") == [far.title, online.title, near.title]
    page = client_a.get("/agenda/?place=Libin&radius=10&view=map&sort=distance").content.decode()
    assert 'data-points="/agenda/carte.json?place=Libin&amp;radius=10&amp;sort=distance"' in page
    assert '<input type="hidden" name="view" value="map">' in page
    points = client_a.get("/agenda/carte.json?q=ateleir").json()["points"]
    assert {one["name"] for point in points for one in point["items"]} == {near.title, far.title}


def test_a_month_is_a_table_and_ends_a_year_away(client_a):
    event = EventFactory(starts_at=next_week(), ends_at=next_week() + timedelta(days=2))
    when = timezone.localtime(event.starts_at)
    page = client_a.get(f"/agenda/calendrier/{when.year}/{when.month}/").content.decode()
    assert '<th scope="col">Lundi' in page
    assert page.count(event.title) >= 1
    assert client_a.get("/agenda/calendrier/2150/1/").status_code == 404
    assert client_a.get("/agenda/calendrier/2026/13/").status_code == 404


def test_one_says_that_one_comes_and_takes_it_back(client_a):
    event = EventFactory(capacity=3)
    RegistrationFactory(event=event, people=1)
    user = UserFactory()
    url = event.get_absolute_url()
    occurrence = event.occurrences.get()
    assert "2 places" in text(client_a.get(url))
    assert client_a.post(f"{url}je-viens/", {}).status_code == 302
    client_a.force_login(user)
    sent = {"occurrence": occurrence.pk, "people": 3}
    assert "pas autant de places" in text(client_a.post(f"{url}je-viens/", sent, follow=True))
    sent["people"] = 2
    assert "On vous attend" in text(client_a.post(f"{url}je-viens/", sent, follow=True)).replace(
        "on v", "On v"
    )
    assert event.title in text(client_a.get("/mes-evenements/"))
    client_a.post(f"{url}je-ne-viens-plus/", {"occurrence": occurrence.pk})
    assert not Registration.objects.filter(user=user).exists()


def test_an_association_writes_repeats_illustrates_and_cancels(
    client_a, manager, association, settings, tmp_path, mailoutbox, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    client_a.force_login(manager)
    picture = BytesIO()
    Image.new("RGB", (2400, 1200), "red").save(picture, "JPEG")
    upload = SimpleUploadedFile("fete.jpg", picture.getvalue(), "image/jpeg")
    sent = filled(frequency="weekly", except_days="pas un jour", picture=upload)
    refused = text(client_a.post("/espace-association/evenements/nouveau/", sent))
    assert "Dites ce que l’image montre" in refused
    upload.seek(0)
    sent = filled(frequency="weekly", picture=upload, picture_alt="Une marmite", publish="1")
    assert client_a.post("/espace-association/evenements/nouveau/", sent).status_code == 302
    event = Event.objects.get(slug="fete-de-la-soupe")
    assert event.state == "published"
    assert event.occurrences.count() > 40
    with Image.open(event.picture.path) as kept:
        assert (kept.format, kept.size) == ("WEBP", (1600, 800))
    comes = RegistrationFactory(event=event)
    assert comes.user.masked_name in text(
        client_a.get(f"/espace-association/evenements/{event.pk}/inscriptions/")
    )
    url = f"/espace-association/evenements/{event.pk}/"
    assert "11:00" in client_a.get(url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client_a.post(f"{url}annuler/", {"reason": "Plus de louche. Appelez le 061 22 33 44."})
        client_a.post(f"{url}annuler/", {"reason": "Plus de louche."})
    assert [mail.to for mail in mailoutbox] == [[comes.user.email]]
    assert "Plus de louche" in mailoutbox[0].body
    client_a.force_login(UserFactory())
    assert client_a.get(url).status_code == 404


def test_events_are_read_first_where_the_territory_says_so(
    client_a, manager, association, mailoutbox, django_capture_on_commit_callbacks
):
    Rules.objects.create(events_are_read="before")
    client_a.force_login(manager)
    client_a.post("/espace-association/evenements/nouveau/", filled(publish="1"))
    event = Event.objects.get()
    assert event.state == "submitted"
    assert client_a.get(event.get_absolute_url()).status_code == 200
    client_a.logout()
    assert client_a.get(event.get_absolute_url()).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        send_back_event(event=event, reason="Précisez le lieu.", now=timezone.now())
    assert "Précisez le lieu." in mailoutbox[0].body
    client_a.force_login(manager)
    client_a.post(f"/espace-association/evenements/{event.pk}/publier/")
    approve_event(event=event, now=timezone.now())
    client_a.logout()
    assert "Fête de la soupe" in text(client_a.get(event.get_absolute_url()))
    # Dates are facts; words are read again, and meanwhile the event can still be cancelled.
    client_a.force_login(manager)
    edit = f"/espace-association/evenements/{event.pk}/"
    for changes, state in (({"start_time": "10:00"}, "published"), ({"title": "Fête du pain"}, "submitted")):
        client_a.post(edit, filled(**changes))
        event.refresh_from_db()
        assert event.state == state
    assert "L’équipe du site le lit" in text(client_a.get("/espace-association/evenements/"))
    assert (
        f"/evenements/{event.pk}/annuler/" in client_a.get("/espace-association/evenements/").content.decode()
    )
    cancel_event(event=event, reason="Pluie", by=manager, now=timezone.now())


def test_missions_and_events_lead_to_one_another(client_a, manager, association):
    event = EventFactory(association=association)
    mission = MissionFactory(association=association, slots=[3])
    stranger = MissionFactory()
    client_a.force_login(manager)
    url = f"/espace-association/evenements/{event.pk}/missions/"
    client_a.post(url, {"missions": [mission.pk, stranger.pk]})
    assert list(event.missions.all()) == [mission]
    page = text(client_a.get(event.get_absolute_url()))
    assert "Donner un coup de main" in page
    assert mission.title in page
    assert event.title in text(client_a.get(mission.get_absolute_url()))
    assert event.title in text(client_a.get(association.get_absolute_url()))
    assert client_a.post(f"{url}nouvelle/").status_code == 302
    drafted = event.missions.exclude(pk=mission.pk).get()
    assert drafted.state == "draft"
    assert drafted.slots.get().starts_at == event.starts_at


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same_for_all(client_a, manager, association, number):
    client_a.force_login(manager)
    month = timezone.localtime(next_week())
    pages = {
        "/agenda/?place=Libin&q=atelier": 11,
        f"/agenda/calendrier/{month.year}/{month.month}/": 5,
        "/mes-evenements/": 6,
        "/espace-association/evenements/": 7,
    }
    for page in pages:
        client_a.get(page)
    for _ in range(number):
        RegistrationFactory(event=EventFactory(association=association), user=manager)
    costs = {}
    for page in pages:
        with CaptureQueriesContext(connection) as queries:
            assert text(client_a.get(page)).count("Atelier de réparation") >= number
        costs[page] = len(queries)
    assert costs == pages


def test_the_home_page_shows_the_next_date_of_each_event(client_a):
    assert "Rien n’est encore annoncé" in text(client_a.get("/"))
    EventFactory(title="Chorale", frequency="weekly")
    EventFactory(title="Concert", state="cancelled")
    page = text(client_a.get("/"))
    assert page.count("Chorale") == 1
    assert "Concert" not in page
