"""The loader and the import of official coordinates."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from tenants.geography.models import Commune, CoordinateQuality
from tenants.geography.services import InvalidCoordinates, LoadReport, import_coordinates, load_communes


def snapshot() -> list[dict[str, object]]:
    return list(Commune.objects.order_by("id").values())


def test_the_complete_reference_is_loaded_and_a_second_run_changes_nothing(communes):
    assert Commune.objects.count() == 35534
    assert load_communes() == LoadReport(created=0, updated=0, unchanged=35534, absent=0)


def test_a_row_is_taken_over_whole(no_communes, reference_file):
    change = {"code": "92094", "name": "Namur", "name_nl": "Namen", "postcodes": "5000 5001"}
    report = load_communes(path=reference_file(change))
    assert report == LoadReport(created=1, updated=0, unchanged=0, absent=0)
    namur = Commune.objects.get()
    assert namur.id == "BE-92094"
    assert namur.postcodes == ["5000", "5001"]
    assert namur.search_key == "namur"
    assert namur.search_text == " namur namen 5000 5001 92094"
    assert (namur.population, namur.coordinates_imported) == (4609, False)
    assert str(namur) == "Namur (5000)"


def test_a_newer_reference_updates_adds_and_keeps_what_it_no_longer_has(no_communes, reference_file):
    load_communes(path=reference_file({"code": "84035"}, {"code": "84068", "name": "Tellin"}))
    newer = reference_file({"code": "84035", "population": ""}, {"code": "84059", "name": "Saint-Hubert"})
    assert load_communes(path=newer) == LoadReport(created=1, updated=1, unchanged=0, absent=1)
    assert Commune.objects.get(id="BE-84035").population is None
    assert set(Commune.objects.values_list("code", flat=True)) == {"84035", "84059", "84068"}


def test_a_broken_file_changes_nothing(no_communes, reference_file):
    load_communes(path=reference_file({"code": "84035"}))
    before = snapshot()
    bad = reference_file({"code": "84035", "name": "X"}, {"code": "84068", "latitude": "95"})
    with pytest.raises(IntegrityError), transaction.atomic():
        load_communes(path=bad)
    assert snapshot() == before


def test_imported_coordinates_survive_a_reload(no_communes, reference_file):
    path = reference_file({"coordinate_quality": "approximate"}, {"code": "84068", "name": "Tellin"})
    load_communes(path=path)
    assert import_coordinates(lines=["code,lat,lon\n", "84035,49.5,5.5\n"]) == 1
    report = load_communes(path=reference_file({"latitude": "50.1", "population": "5000"}, {"code": "84068"}))
    assert report.updated == 2
    libin = Commune.objects.get(id="BE-84035")
    assert (libin.latitude, libin.longitude, libin.population) == (49.5, 5.5, 5000)
    assert libin.coordinate_quality == CoordinateQuality.EXACT
    assert libin.coordinates_imported
    assert load_communes(
        path=reference_file({"latitude": "50.2", "population": "5000"}, {"code": "84068"})
    ) == (LoadReport(created=0, updated=0, unchanged=2, absent=0))


def test_the_loading_command_reports(no_communes, reference_file, capsys):
    call_command("load_communes", file=reference_file({"code": "84035"}))
    call_command("load_communes", file=reference_file({"code": "84059"}))
    out = capsys.readouterr().out
    assert "1 created, 0 updated, 0 unchanged" in out
    assert "1 communes are no longer in the reference" in out


@pytest.mark.parametrize(
    "change",
    [
        {"latitude": 91},
        {"longitude": -181},
        {"coordinate_quality": "guessed"},
        {"country": "LU"},
        {"code": "84036"},
        {"coordinates_imported": True, "coordinate_quality": "approximate"},
    ],
)
def test_the_database_refuses_impossible_communes(no_communes, reference_file, change):
    load_communes(path=reference_file({}))
    with pytest.raises(IntegrityError), transaction.atomic():
        Commune.objects.update(**change)


# --- official coordinates ----------------------------------------------------------------------------------


def test_codes_bare_or_prefixed_other_columns_and_semicolons(communes):
    text = "\ufeffname;LAT;lon;code\nLibin;49.98;5.25;be-84035\n\n Nancy;48.69;6.18;54395\n"
    assert import_coordinates(lines=StringIO(text)) == 2
    nancy = Commune.objects.get(id="FR-54395")
    assert (nancy.latitude, nancy.longitude, nancy.coordinates_imported) == (48.69, 6.18, True)


def test_each_line_at_fault_is_named_and_nothing_is_imported(communes):
    before = list(Commune.objects.filter(coordinates_imported=True).values_list("id"))
    lines = [
        "code,lat,lon",
        "92094,49.9,5.2",
        "99999,49.9,5.2",
        "BE-84068,quarante,5.2",
        "BE-84059,95,5.2",
        "BE-84077,49.9,-200.5",
        "BE-84035,nan,5.2",
        "BE-92094,49.8,5.1",
        "84035,49,5",
        "54395",
    ]
    with pytest.raises(InvalidCoordinates) as caught:
        import_coordinates(lines=lines)
    assert caught.value.errors == [
        "line 3: no commune has the code 99999",
        "line 4: lat “quarante” is not a number",
        "line 5: lat 95 is not between -90 and 90",
        "line 6: lon -200.5 is not between -180 and 180",
        "line 7: lat “nan” is not a number",
        "line 8: commune BE-92094 is already on line 2",
        "line 9: the code 84035 is that of several communes: write BE-84035, FR-84035",
        "line 10: lat “” is not a number",
    ]
    assert list(Commune.objects.filter(coordinates_imported=True).values_list("id")) == before


def test_bare_codes_count_in_the_country_that_has_them_all_or_the_one_given(communes):
    import_coordinates(lines=["code,lat,lon", "84035,43.8,5.0", "54395,48.7,6.2"])
    import_coordinates(lines=["code,lat,lon", "84077,49.9,5.4"], country="BE")
    imported = Commune.objects.filter(coordinates_imported=True).order_by("id")
    assert [commune.id for commune in imported] == ["BE-84077", "FR-54395", "FR-84035"]


@pytest.mark.parametrize(
    ("heading", "missing"), [("code,lat\n", ["lon"]), ("", ["code", "lat", "lon"]), ("54395,48,6\n", None)]
)
def test_missing_columns_are_named(communes, heading, missing):
    with pytest.raises(InvalidCoordinates) as caught:
        import_coordinates(lines=[heading, "84035,49,5\n"])
    names = missing or ["code", "lat", "lon"]
    assert caught.value.errors == [f"line 1: the column {name} is missing" for name in names]


def test_the_command_imports_a_file_or_says_what_is_wrong(communes, tmp_path, capsys):
    path = tmp_path / "official.csv"
    path.write_text("code,lat,lon\nBE-84035,49.98,5.26\n")
    call_command("import_coordinates", path)
    assert "official coordinates of 1 communes imported" in capsys.readouterr().out
    path.write_text("code,lat,lon\n" + "99999,1,1\n" * 30)
    with pytest.raises(CommandError, match=r"(?s)official\.csv: nothing was imported.*line 2: .*10 more"):
        call_command("import_coordinates", path)
    path.write_bytes(b"code,lat,lon\n\xe9,1,1\n")
    with pytest.raises(CommandError, match="not UTF-8"):
        call_command("import_coordinates", path)
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_coordinates", tmp_path / "none.csv")
