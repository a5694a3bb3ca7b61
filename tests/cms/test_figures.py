"""Figures and reports in the back office: on a page, as files, on paper."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from pikepdf import Array, Dictionary, Name, Pdf
from pypdf import PdfReader

from engagement.associations.models import Association
from engagement.figures.models import Report
from kernel.audit.models import Entry
from kernel.tenancy import TerritoryContext
from tenants.geography.models import Commune
from tests.factories.figures import live_for_two_years
from tests.harness.clients import HostClient

PAGE = "/admin/chiffres/"


@pytest.fixture
def lived(in_a: TerritoryContext) -> TerritoryContext:
    live_for_two_years(seed="pages", now=timezone.now())
    Association.objects.update(name="=HYPERLINK(1)")
    return in_a


def test_charts_have_their_table_and_no_style(lived: TerritoryContext, editor_client: HostClient) -> None:
    page = editor_client.get(PAGE).content.decode()
    year = timezone.localdate().year
    assert f'<h2 class="w-h2">{year}</h2>' in page
    assert "Bénévoles qui ont participé" in page
    charts = re.findall(r"<svg[^>]*class=\"chart\".*?</svg>", page, re.DOTALL)
    assert len(charts) == 5
    for chart in charts:
        assert 'role="img"' in chart
        assert re.search(r"<title [^>]*>[^<]+</title><desc [^>]*>[^<]+</desc>", chart)
        assert "style=" not in chart
    names = re.findall(r'id="(chart-[^"]+)"', page)
    assert len(names) == len(set(names)) == 10
    assert len(re.findall('<caption class="w-sr-only">[^<\n]', page)) == page.count(
        '<section class="figures__section"'
    )
    quarter = editor_client.get(PAGE, {"periode": "2025-T4"}).content.decode()
    assert "4e trimestre 2025" in quarter
    assert "Janvier" not in quarter
    wrong = editor_client.get(PAGE, {"du": "2026-03-09", "au": "2026-01-05"}).content.decode()
    assert "Le dernier jour vient après le premier" in wrong
    assert editor_client.get(f"{PAGE}hier.csv").status_code == 404


def assert_rows_are_named(pdf: Pdf) -> None:
    """The first cell of each row of each table is its header."""
    bodies = [one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/S") == Name.TBody]
    rows = [row for body in bodies for row in body.K]
    assert len(rows) > 20
    for row in rows:
        name, *values = row.K
        assert (name.S, name.A[0].Scope) == (Name.TH, Name.Row)
        assert {value.S for value in values} == {Name.TD}


def test_an_export_says_the_same_and_runs_no_formula(
    lived: TerritoryContext, editor_client: HostClient
) -> None:
    Commune.objects.filter(country="BE").update(name="=1+1")
    answer = editor_client.get(f"{PAGE}2025.xlsx")
    book = load_workbook(BytesIO(answer.content))
    rows = {row[0]: row[1:] for row in book["chiffres"].iter_rows(min_row=5, values_only=True)}
    lines = list(
        csv.reader(StringIO(editor_client.get(f"{PAGE}2025.csv").content.decode("utf-8-sig")), delimiter=";")
    )
    told = {line[2]: line[4] for line in lines if line[1] == "Chiffres clés" and line[3] == "2025"}
    assert told == {name: "" if values[0] is None else str(values[0]) for name, values in rows.items()}
    assert rows["Missions publiées"][0] > 0
    months = [line[0] for line in book["mois"].iter_rows(min_row=5)]
    assert [cell.value.date() for cell in months] == [date(2025, month, 1) for month in range(1, 13)]
    assert {cell.number_format for cell in months} == {"mmm yyyy"}
    assert [line[2] for line in lines if line[1] == "Mois par mois"][::4][:2] == [
        "janvier 2025",
        "février 2025",
    ]
    texts = [cell.value for sheet in book for line in sheet.iter_rows() for cell in line]
    assert "'=1+1" in texts
    assert all(cell.data_type != "f" for sheet in book for line in sheet.iter_rows() for cell in line)
    assert not any(cell.startswith("=") for line in lines for cell in line)
    assert list(
        Entry.objects.filter(act="figures.exported").values_list("details__kind", flat=True).order_by("pk")
    ) == [
        "xlsx",
        "csv",
    ]


def tags_of(element: Any) -> Iterator[tuple[str, bool]]:
    """Each element of a PDF's structure: what it is, and whether, as a figure, it has a text."""
    if isinstance(element, Array):
        for one in element:
            yield from tags_of(one)
    elif isinstance(element, Dictionary):
        if "/S" in element:
            yield str(element.S), Name.Figure != element.S or bool(str(element.get("/Alt", "")))
        if "/K" in element:
            yield from tags_of(element.K)


def test_a_report_is_a_tagged_paper_with_the_words_of_the_team(
    lived: TerritoryContext, editor_client: HostClient
) -> None:
    empty = editor_client.post(
        f"{PAGE}bilans/nouveau/", {"first_day": "2026-12-31", "last_day": "2026-01-01"}
    )
    assert "Le dernier jour vient après le premier" in empty.content.decode()
    saved = editor_client.post(
        f"{PAGE}bilans/nouveau/",
        {
            "title": "Bilan 2025",
            "first_day": "2025-01-01",
            "last_day": "2025-12-31",
            "foreword": "Une année #pleine* de _rencontres_.\n\nMerci à toutes et tous.",
            "signed_by": "Édith Lambert, présidente",
        },
    )
    report = Report.objects.get()
    assert saved["Location"] == f"{PAGE}bilans/{report.pk}/"
    assert "Bilan 2025" in editor_client.get(f"{PAGE}bilans/").content.decode()
    answer = editor_client.get(f"{PAGE}bilans/{report.pk}/bilan.pdf")
    assert answer["Content-Type"] == "application/pdf"
    with Pdf.open(BytesIO(answer.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "fr"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        tags = Counter(tags_of(pdf.Root.StructTreeRoot.K))
        assert tags["/H1", True] == 1, "the title, and nothing beside it"
        assert tags["/Figure", True] == 5
        assert ("/Figure", False) not in tags, "each chart has a text"
        assert tags["/Table", True] == tags["/THead", True] >= 4
        assert_rows_are_named(pdf)
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    words = " ".join(text.split())
    for told in (
        "Bilan 2025",
        "Une année #pleine* de _rencontres_.",
        "Édith Lambert",
        "Chiffres clés",
        "Mois par mois",
    ):
        assert told in words
    assert editor_client.post(f"{PAGE}bilans/{report.pk}/supprimer/").status_code == 302
    assert not Report.objects.exists()
