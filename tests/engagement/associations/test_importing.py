"""A département opens with its associations: a file is checked line by line, then written whole or not at all."""

from __future__ import annotations

import time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from engagement.associations.importing import COLUMNS, check_file, import_associations
from engagement.associations.models import Association, Invitation
from engagement.associations.sheets import UnreadableFile
from tests.factories.engagement import AssociationFactory, home_commune
from tests.factories.people import UserFactory

pytestmark = pytest.mark.usefixtures("in_a")

HEADING = "Nom;En une phrase;Commune;Domaines;BCE;Adresse e-mail du responsable"
GOOD = "La Forge;Des outils prêtés;Libin;Environnement | culture;0403.019.261;responsable@forge.example"


def file(*lines: str, encoding: str = "utf-8-sig") -> bytes:
    return "\r\n".join([HEADING, *lines]).encode(encoding)


def bring(content: bytes, *, publish: bool = True) -> int:
    run = import_associations(content=content, publish=publish, by=UserFactory(), now=timezone.now())
    return len(run.new)


@pytest.mark.parametrize(
    "content",
    [
        file(GOOD),
        file(GOOD, encoding="utf-8"),
        file(GOOD, encoding="cp1252"),
        file(GOOD).replace(b";", b","),
        file(GOOD).replace(b";", b"\t"),
        file(GOOD, ";;;;;", ""),
    ],
)
def test_files_of_any_make_are_read(content):
    run = check_file(content=content)
    assert [(line.errors, line.warnings) for line in run.lines] == [([], [])]
    assert run.new[0].values["summary"] == "Des outils prêtés"
    assert run.new[0].values["causes"] == ["environment", "culture"]


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, content = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def test_a_workbook_is_read_with_its_numbers():
    run = check_file(
        content=workbook(
            ("NOM", "En une phrase", "Commune", "Latitude", "Longitude", "Année de création"),
            ("La Forge", "Des outils", 6890, 49.98, "5,25", 2009.0),
        )
    )
    (line,) = run.new
    assert (line.values["latitude"], line.values["longitude"], line.values["founded_year"]) == (
        49.98,
        5.25,
        2009,
    )
    assert line.values["commune"].pk == "BE-84035"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (GOOD.replace("Libin", "Atlantide"), "Atlantide"),
        (GOOD.replace("La Forge", ""), "« Nom » est vide"),
        (GOOD.replace("261", "262"), "0403.019.262"),
        (GOOD.replace("culture", "bonté"), "bonté"),
        (GOOD.replace("@", " "), "responsable forge.example"),
        (GOOD.replace("Des outils prêtés", "x" * 281), "280"),
    ],
)
def test_each_lines_errors_are_said_and_nothing_is_written(line, words):
    content = file(GOOD.replace("La Forge", "L’Enclume").replace("0403.019.261", ""), line)
    run = check_file(content=content)
    assert [wrong.number for wrong in run.wrong] == [3]
    assert words in run.wrong[0].errors[0].replace("\u00a0", " ")
    with pytest.raises(UnreadableFile):
        bring(content)
    assert not Association.objects.exists()
    assert not Invitation.objects.exists()


def with_part(name: str, content: bytes) -> bytes:
    """A workbook, one part of which is another."""
    whole = BytesIO()
    with ZipFile(BytesIO(workbook(("Nom",), ("x",)))) as good, ZipFile(whole, "w", ZIP_DEFLATED) as made:
        for part in good.namelist():
            made.writestr(part, content if part == name else good.read(part))
    return whole.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"\r\n", b"Nom;Ville\r\nx;y", b"PK\x03\x04not a workbook", b"x" * 6_000_000),
        pytest.param(with_part("xl/worksheets/sheet1.xml", b"<a><b>"), id="torn"),
        pytest.param(with_part("xl/workbook.xml", b"<a/>"), id="no workbook"),
        pytest.param(with_part("xl/sharedStrings.xml", bytes(101 * 1024 * 1024)), id="bomb"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(content):
    with pytest.raises(UnreadableFile, match=r".{10,}"):
        check_file(content=content)


def test_sent_again_it_writes_only_what_is_new(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert bring(file(GOOD)) == 1
    assert [letter.to for letter in mail.outbox] == [["responsable@forge.example"]]
    made = Association.objects.get()
    assert (made.state, made.bce, made.slug) == ("published", "0403019261", "la-forge")
    assert made.latitude == home_commune().latitude
    other = "L’Atelier;Un atelier;Libin;;;"
    run = check_file(content=file(GOOD.replace("La Forge", "La forge (asbl)"), other))
    assert ([line.name for line in run.known], [line.name for line in run.new]) == (
        ["La forge (asbl)"],
        ["L’Atelier"],
    )
    assert bring(file(GOOD, other), publish=False) == 1
    assert bring(file(GOOD, other)) == 0
    assert Association.objects.get(name="L’Atelier").state == "submitted"


def test_twins_in_the_file_and_likenesses_are_said():
    AssociationFactory(name="Les Amis du sentier")
    run = check_file(
        content=file(
            GOOD,
            GOOD.replace("La Forge", "Autre"),
            "Les amis des sentiers;x;Libin;;;",
            "Tout autre chose;x;Libin;;;",
        )
    )
    assert [(wrong.number, "2" in wrong.errors[0]) for wrong in run.wrong] == [(3, True)]
    assert [(line.number, "Les Amis du sentier" in line.warnings[0]) for line in run.doubtful] == [(4, True)]


def test_a_departement_is_imported_in_a_moment(django_assert_max_num_queries):
    lines = [f"Association numéro {n} des {chr(65 + n % 26)}{n};Phrase {n};Libin;;;" for n in range(270)]
    began = time.perf_counter()
    with django_assert_max_num_queries(30):
        assert bring(file(*lines)) == 270
    assert time.perf_counter() - began < 20


@pytest.fixture
def editor_client(client_a):
    client_a.force_login(UserFactory(superuser=True))
    return client_a


def test_an_editor_sees_the_dry_run_then_confirms(editor_client):
    url = "/admin/import-associations/"
    assert editor_client.get(url).status_code == 200
    template = editor_client.get(f"{url}modele.csv").content.decode("utf-8-sig")
    assert template.splitlines()[0].split(";") == [column for column, _example in COLUMNS.values()]
    wrong = SimpleUploadedFile("liste.csv", file(GOOD, GOOD))
    page = editor_client.post(url, {"file": wrong, "publish": "on"}).content.decode()
    assert "ligne" in page.lower()
    assert 'name="confirm"' not in page
    page = editor_client.post(url, {"file": SimpleUploadedFile("liste.csv", file(GOOD)), "publish": "on"})
    assert not Association.objects.exists()
    confirm = {"confirm": page.context["token"]}
    assert editor_client.post(url, confirm).status_code == 302
    assert Association.objects.get().name == "La Forge"
    assert editor_client.post(url, confirm, follow=True).status_code == 200
    assert Association.objects.count() == 1


def test_the_import_is_for_the_team(client_a):
    client_a.force_login(UserFactory())
    assert client_a.get("/admin/import-associations/").status_code == 403
