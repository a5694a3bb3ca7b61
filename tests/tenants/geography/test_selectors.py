"""Finding communes as people write them."""

import pytest
from django.db import connection

from tenants.geography.models import Commune
from tenants.geography.selectors import (
    AmbiguousCommune,
    UnknownCommune,
    communes_within,
    describe_commune,
    distance_km,
    find_communes,
    get_commune,
    resolve_commune,
)

pytestmark = pytest.mark.usefixtures("communes")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("nan", "FR-44109"),
        ("nancy", "FR-54395"),
        ("NANCY", "FR-54395"),
        ("st dizier", "FR-52448"),
        ("saint-diz", "FR-52448"),
        ("Libin", "BE-84035"),
        ("libin 6890", "BE-84035"),
        ("6890", "BE-84035"),
        ("92094 namur", "BE-92094"),
        ("BE-84035", "BE-84035"),
        ("be-84035", "BE-84035"),
        ("2A004", "FR-2A004"),
        ("namen", "BE-92094"),
        ("sankt vith", "BE-63067"),
        ("havre", "FR-76351"),
        ("havre le", "FR-76351"),
        ("chevigny libramont", "BE-84077"),
        ("vandoeuvre", "FR-54547"),
        ("Vandœuvre-lès-N", "FR-54547"),
        ("Saint-Denis", "FR-97411"),
        ("saint denis 93", "FR-93066"),
        ("97400", "FR-97411"),
    ],
)
def test_the_first_suggestion_is_the_one_meant(query, first):
    assert find_communes(query)[0].id == first


@pytest.mark.parametrize(
    ("query", "expected"),
    [("nanci", "FR-54395"), ("strasbrg", "FR-67482"), ("librmont", "BE-84077"), ("marseile", "FR-13055")],
)
def test_typing_errors_are_forgiven(query, expected):
    assert expected in [commune.id for commune in find_communes(query)]


@pytest.mark.parametrize("query", ["", "  ", "%_\\", "“”", "00000", "xqzw", "99999 nancy", "\x00"])
def test_what_cannot_be_a_commune_finds_none(query):
    assert find_communes(query) == []


def test_the_same_name_comes_before_longer_ones_and_the_populous_before_the_small():
    found = find_communes("saint-hubert", limit=5)
    assert {commune.id for commune in found[:2]} == {"BE-84059", "FR-57612"}
    assert found[0].id == "BE-84059"
    towns = [commune.population or 0 for commune in find_communes("v")]
    assert towns == sorted(towns, reverse=True)


def test_limit_and_country():
    assert len(find_communes("saint", limit=3)) == 3
    assert find_communes("saint", limit=0) == []
    assert {commune.country for commune in find_communes("saint", country="BE")} == {"BE"}
    assert {commune.country for commune in find_communes("nancy", country="BE")} <= {"BE"}


@pytest.mark.parametrize(("query", "queries"), [("saint", 2), ("nancy", 3), ("6890", 2), ("xqzwv", 8)])
def test_a_search_takes_few_queries(query, queries, django_assert_max_num_queries):
    Commune.objects.exists()  # the first query of a connection also sets its schema
    with django_assert_max_num_queries(queries):
        find_communes(query, limit=1 if query == "saint" else 10)


def test_a_misspelt_search_leaves_no_setting_behind():
    with connection.cursor() as cursor:
        find_communes("nanci")
        cursor.execute("SHOW pg_trgm.word_similarity_threshold")
        assert cursor.fetchone() == ("0.6",)


@pytest.mark.parametrize(
    ("condition", "parameter", "index"),
    [
        ("search_text LIKE %s", "% nancy%", "commune_words"),
        ("%s <% search_text", "strasbrg", "commune_words"),
        ("search_key LIKE %s", "nancy%", "commune_prefix"),
        ("postcodes @> ARRAY[%s]::varchar[]", "6890", "commune_postcodes"),
        ("code = %s", "84035", "commune_code"),
    ],
)
def test_searches_use_their_index(condition, parameter, index):
    with connection.cursor() as cursor:
        condition = condition.replace("<%", "<%%")
        cursor.execute(f"EXPLAIN SELECT id FROM geography_commune WHERE {condition}", [parameter])
        assert index in "\n".join(row[0] for row in cursor.fetchall())


def test_get_commune():
    assert get_commune("BE-84035").name == "Libin"
    with pytest.raises(UnknownCommune) as caught:
        get_commune("BE-99999")
    assert caught.value.code == "BE-99999"
    assert "BE-99999" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Libin", "BE-84035"),
        ("libin", "BE-84035"),
        ("6890", "BE-84035"),
        ("92094", "BE-92094"),
        ("Libin (84035)", "BE-84035"),
        ("Libin (6890)", "BE-84035"),
        ("BE-84035", "BE-84035"),
        ("Namen", "BE-92094"),
        ("Namur (5101)", "BE-92094"),
        ("St-Dizier", "FR-52448"),
        ("Saint-Denis (97400)", "FR-97411"),
        ("Saint-Denis (Seine-Saint-Denis)", "FR-93066"),
        ("Saint-Denis (97400, La Réunion)", "FR-97411"),
        ("L'Haÿ les roses", "FR-94038"),
    ],
)
def test_resolve_commune(text, expected):
    assert resolve_commune(text).id == expected


def test_resolving_homonyms_lists_them():
    with pytest.raises(AmbiguousCommune) as caught:
        resolve_commune("Saint-Denis")
    assert [commune.id for commune in caught.value.candidates][:2] == ["FR-97411", "FR-93066"]
    assert "Saint-Denis (97400, La Réunion)" in str(caught.value)
    with pytest.raises(AmbiguousCommune):
        resolve_commune("Saint-Hubert")
    assert resolve_commune("Saint-Hubert", country="FR").id == "FR-57612"


@pytest.mark.parametrize("text", ["", "Atlantis", "Libin (5000)", "nanc", "()", "(6890)", "BE-84\x000"])
def test_resolving_what_is_no_commune(text):
    with pytest.raises(UnknownCommune):
        resolve_commune(text)


def test_every_label_and_description_resolves_to_its_commune():
    homonyms = Commune.objects.filter(search_key__in=["saint denis", "saint hubert", "villeneuve", "le pin"])
    assert len(homonyms) > 20
    for commune in homonyms:
        assert resolve_commune(commune.label).id == commune.id
        assert resolve_commune(describe_commune(commune)).id == commune.id


def test_labels_tell_all_communes_apart():
    labels = [commune.label for commune in Commune.objects.only("name", "postcodes")]
    assert len(set(labels)) == len(labels)


def test_communes_within():
    libin = get_commune("BE-84035")
    near = communes_within(libin.latitude, libin.longitude, 15)
    assert near[0].commune == libin
    assert near[0].km == 0
    distances = [item.km for item in near]
    assert distances == sorted(distances)
    assert distances[-1] <= 15
    everywhere = Commune.objects.filter(division_name="Luxembourg")
    expected = {
        c.id
        for c in everywhere
        if distance_km(libin.latitude, libin.longitude, c.latitude, c.longitude) <= 15
    }
    assert expected <= {item.commune.id for item in near}


def test_communes_within_at_the_edges_of_the_map():
    assert len(communes_within(0, 0, 20100)) == 35534
    assert communes_within(90, 0, 10) == []
    wallis = get_commune("FR-98613")
    across = communes_within(wallis.latitude, 179.9, 600)
    assert wallis.id in {item.commune.id for item in across}
