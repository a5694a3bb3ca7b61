"""Finding missions and associations: by place, words, cause, date, and from home."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from engagement.associations.models import Association
from engagement.associations.selectors import AssociationSearch, closest_associations, search_associations
from engagement.missions.forms import MissionSearchForm
from engagement.missions.models import Mission
from engagement.missions.selectors import MissionSearch, search_missions, with_facts
from engagement.participations.models import ParticipationState
from engagement.places import Point
from tenants.geography.models import Commune
from tenants.geography.sphere import distance_km
from tests.factories.engagement import AssociationFactory, MissionFactory, ParticipationFactory, SlotFactory

pytestmark = pytest.mark.usefixtures("in_a")

LIBIN, SAINT_HUBERT, NAMUR = "BE-84035", "BE-84059", "BE-92094"


@pytest.fixture
def now():
    return timezone.now()


def commune(code: str) -> Commune:
    return Commune.objects.get(pk=code)


def point(code: str) -> Point:
    place = commune(code)
    return Point(place.latitude, place.longitude)


def titles(search: MissionSearch, now: datetime) -> list[str]:
    return [mission.title for mission in search_missions(search=search, now=now)]


def test_distance_in_sql_is_the_great_circle(now):
    MissionFactory(commune=commune(SAINT_HUBERT))
    origin = point(LIBIN)
    found = with_facts(Mission.objects.all(), now=now, near=origin).get()
    expected = distance_km(origin.latitude, origin.longitude, found.latitude, found.longitude)
    assert found.distance_km == pytest.approx(expected, abs=1e-6)
    assert origin.kilometres_to(found) == pytest.approx(expected)


def test_a_place_keeps_what_is_near_the_nearest_first(now):
    MissionFactory(title="Saint-Hubert", commune=commune(SAINT_HUBERT))
    MissionFactory(title="Libin", commune=commune(LIBIN))
    MissionFactory(title="Namur", commune=commune(NAMUR))
    MissionFactory(title="De partout", remote="full", commune=commune(LIBIN))
    search = MissionSearch(near=point(LIBIN), radius_km=30)
    assert titles(search, now) == ["Libin", "Saint-Hubert"]
    assert titles(MissionSearch(near=point(LIBIN), radius_km=5), now) == ["Libin"]


@pytest.mark.parametrize(
    ("remote", "expected"),
    [
        ("", {"ici", "les deux", "de partout"}),
        ("on-site", {"ici", "les deux"}),
        ("remote", {"les deux", "de partout"}),
    ],
)
def test_on_site_or_from_home(now, remote, expected):
    for title, value in (("ici", "no"), ("les deux", "possible"), ("de partout", "full")):
        MissionFactory(title=title, remote=value)
    assert set(titles(MissionSearch(remote=remote), now)) == expected


@pytest.mark.parametrize(
    "words", ["potager", "potagers", "POTAGER", "légumes", "legumes", "Écoliers", "ecolier jardin", "amis"]
)
def test_words_in_french_whatever_the_accents(now, words):
    association = AssociationFactory(name="Les Amis du jardin")
    MissionFactory(
        title="Un potager à l’école", need="Les écoliers cultivent des légumes.", association=association
    )
    MissionFactory(title="Autre chose", association=AssociationFactory(name="La Clé"))
    assert titles(MissionSearch(words=words), now) == ["Un potager à l’école"]


def test_a_cause(now):
    MissionFactory(title="oui", causes=["culture", "sport"])
    MissionFactory(causes=["animals"])
    assert titles(MissionSearch(cause="sport"), now) == ["oui"]


def test_between_two_days(now):
    monday = timezone.localdate(now) + timedelta(days=14 - timezone.localdate(now).weekday())
    noon = timezone.make_aware(datetime.combine(monday, datetime.min.time())) + timedelta(hours=12)
    SlotFactory(mission=MissionFactory(title="lundi"), starts_at=noon)
    SlotFactory(mission=MissionFactory(title="mardi"), starts_at=noon + timedelta(days=1))
    MissionFactory(title="la semaine", starts_at=noon - timedelta(days=1), ends_at=noon + timedelta(days=5))
    MissionFactory(title="souple")
    MissionFactory(title="le lundi", availability=["mon-evening"])
    MissionFactory(title="le dimanche", availability=["sun-morning"])
    search = MissionSearch(first_day=monday, last_day=monday)
    assert set(titles(search, now)) == {"lundi", "la semaine", "souple", "le lundi"}


def test_without_a_place_what_comes_first_comes_first(now):
    MissionFactory(title="sans date", published_at=now - timedelta(days=1))
    MissionFactory(title="sans date, récente", published_at=now)
    SlotFactory(mission=MissionFactory(title="dans deux semaines"), starts_at=now + timedelta(weeks=2))
    SlotFactory(mission=MissionFactory(title="dans une semaine"), starts_at=now + timedelta(weeks=1))
    assert titles(MissionSearch(), now) == [
        "dans une semaine",
        "dans deux semaines",
        "sans date, récente",
        "sans date",
    ]


def test_what_is_not_current_is_not_found(now):
    MissionFactory(state="draft", published_at=None)
    MissionFactory(state="closed")
    MissionFactory(association__state="suspended")
    MissionFactory(ends_at=now - timedelta(hours=1))
    SlotFactory(starts_at=now - timedelta(hours=1))
    assert titles(MissionSearch(), now) == []


def test_full_means_every_place_given(now):
    by_capacity, by_slots, open_ended = (
        MissionFactory(title="capacité", capacity=1),
        MissionFactory(title="créneaux", slots=[1, 1]),
        MissionFactory(title="sans limite"),
    )
    ParticipationFactory(mission=by_capacity, state=ParticipationState.ACCEPTED)
    ParticipationFactory(mission=open_ended, state=ParticipationState.ACCEPTED)
    first, second = by_slots.slots.all()
    ParticipationFactory(mission=by_slots, slot=first, state=ParticipationState.ACCEPTED)
    facts = {mission.title: mission.is_full for mission in with_facts(Mission.objects.all(), now=now)}
    assert facts == {"capacité": True, "créneaux": False, "sans limite": False}
    ParticipationFactory(mission=by_slots, slot=second, state=ParticipationState.ACCEPTED)
    assert with_facts(Mission.objects.filter(pk=by_slots.pk), now=now).get().is_full


@pytest.mark.parametrize("day", range(1, 8))
def test_the_week_end_is_saturday_and_sunday_never_the_past(day):
    today = datetime(2026, 11, 22 + day).date()
    search = MissionSearchForm({"when": "weekend"}).search(today)
    assert search.first_day >= today
    assert search.first_day.weekday() >= 5
    assert search.last_day.weekday() == 6
    assert (search.last_day - today).days < 7


def test_what_is_wrong_in_a_search_does_not_filter():
    form = MissionSearchForm(
        {"place": "Nullepart-les-Oies", "cause": "x", "radius": "7", "first_day": "hier"}
    )
    assert form.search(timezone.localdate()) == MissionSearch()
    assert "place" in form.errors


@pytest.mark.parametrize("typed", ["Libin", "libin", "6890", "BE-84035"])
def test_a_place_is_a_commune_by_name_or_postcode(typed):
    search = MissionSearchForm({"place": typed, "radius": "10"}).search(timezone.localdate())
    assert search.near == point(LIBIN)
    assert search.radius_km == 10


def test_associations_by_words_cause_and_place(now):
    near = AssociationFactory(name="École des parents", causes=["youth-education"], publics=["children"])
    AssociationFactory(name="Zorro", causes=["sport"], commune=commune(NAMUR))
    AssociationFactory(name="Cachée", state="suspended")
    MissionFactory(association=near)

    def names(**search):
        return [one.name for one in search_associations(search=AssociationSearch(**search), now=now)]

    assert names() == ["École des parents", "Zorro"]
    assert names(words="ecole parent") == ["École des parents"]
    assert names(cause="sport") == ["Zorro"]
    assert names(public="children") == names(words="libin") == ["École des parents"]
    nearly, found = closest_associations(search=AssociationSearch(words="Libain"), now=now)
    assert nearly.nearly
    assert [one.name for one in found] == ["École des parents"], "a slip in the name of a commune"
    assert names(near=point(LIBIN), radius_km=20) == ["École des parents"]
    MissionFactory(association=near, ends_at=now - timedelta(hours=1))
    assert search_associations(search=AssociationSearch(), now=now)[0].current_missions == 1
    Association.objects.filter(name="Zorro").update(state_since=now + timedelta(hours=1))
    by = {"missions": "École des parents", "recent": "Zorro", "name": "École des parents"}
    assert {sort: names(sort=sort)[0] for sort in by} == by
    assert names(sort="distance", near=point(NAMUR)) == ["Zorro", "École des parents"]
    AssociationFactory(name="Au grand air", summary="Des sorties, et un potager pour qui veut.")
    AssociationFactory(name="Le Potager des Ânes")
    found = search_associations(search=AssociationSearch(words="potager"), now=now)
    assert found[0].name == "Le Potager des Ânes", "what is so named comes first"


@pytest.mark.parametrize(
    ("typed", "exactly"),
    [
        ("jar", True),
        ("jardi", True),
        ("compo", True),
        ("l'atel", True),
        ("vleo", False),
        ("jradin", False),
        ("compsot", False),
        ("xyz", None),
    ],
)
def test_one_finds_while_typing_and_with_a_slip_in_a_short_word(client_a, typed, exactly):
    association = AssociationFactory(name="Vélo et jardin", description="Un compost et l’atelier du samedi.")
    MissionFactory(
        title="Un vélo au jardin",
        need="On répare.",
        place_name="Compost de l’atelier",
        association=association,
    )
    MissionFactory(title="Autre", need="Rien.", association=AssociationFactory(name="Club", summary="Rien."))
    for url, name in (("/missions/", "Un vélo au jardin"), ("/associations/", "Vélo et jardin")):
        page = client_a.get(url, {"q": typed}).content.decode()
        assert (f">{name}<" in page) == (exactly is not None), (url, typed)
        assert "Club" not in page
        assert ("qui s’en approche" in page) == (exactly is False)


def test_the_map_says_what_the_list_says_but_for_what_is_done_from_home(client_a):
    here = MissionFactory(title="Au four")
    MissionFactory(title="Au moulin", association=here.association)
    MissionFactory(title="Loin", commune=commune(NAMUR), association=here.association)
    MissionFactory(title="De partout", remote="full", association=here.association)
    points = client_a.get("/missions/carte.json").json()["points"]
    told = {frozenset(one["name"] for one in point["items"]) for point in points}
    assert told == {frozenset({"Au four", "Au moulin"}), frozenset({"Loin"})}
    near = client_a.get("/missions/carte.json?place=Libin&radius=10").json()["points"]
    assert [point["commune"] for point in near] == ["Libin"]
    page = client_a.get("/missions/?cause=environment&view=map&page=1").content.decode()
    assert 'data-points="/missions/carte.json?cause=environment"' in page
    assert '<input type="hidden" name="view" value="map">' in page
    assert '"?cause=environment&amp;remote=remote"' in page
    assert "1 mission se fait depuis chez soi" in page
    assert "Au four" in page, "the list stays below"
    assert "data-points" not in client_a.get("/missions/?cause=environment").content.decode()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_out_of_this_age_does_not_filter(now, day):
    form = MissionSearchForm({"first_day": day, "last_day": day})
    assert form.search(timezone.localdate()) == MissionSearch()
    assert set(form.errors) == {"first_day", "last_day"}


def test_days_in_the_wrong_order_are_pointed_out():
    form = MissionSearchForm({"first_day": "2031-05-02", "last_day": "2031-05-01"})
    assert "last_day" in form.errors
    assert form.search(timezone.localdate()).last_day is None
