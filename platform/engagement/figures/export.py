"""Figures as a workbook and as CSV."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from engagement.figures.journal import EXPORTED
from engagement.figures.selectors import Figures
from engagement.figures.words import Cell, Section, in_words, sections, unmet_by_both
from kernel.accounts.models import User
from kernel.audit import services as audit
from kernel.spreadsheets import plain_text
from kernel.ui.dates import date_format


def record_export(*, figures: Figures, by: User, kind: str) -> None:
    """A line in the journal: who took which figures."""
    audit.record(act=EXPORTED, actor=by, details={"period": figures.period.code, "kind": kind})


def workbook_of(figures: Figures) -> bytes:
    """A sheet a section; numbers are numbers, and months are dates."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for section in _all(figures):
        sheet = workbook.create_sheet(section.key)
        sheet.append([plain_text(section.title)])
        sheet.append([plain_text(_told(figures))])
        sheet.append([])
        sheet.append([plain_text(name) for name in section.columns])
        for cell in (*sheet[1], *sheet[4]):
            cell.font = Font(bold=True)
        for row in section.rows:
            sheet.append([_plain(cell) for cell in row])
            for cell, written in zip(row, sheet[sheet.max_row], strict=True):
                if isinstance(cell, date):
                    written.number_format = "mmm yyyy"
                    written.alignment = Alignment(horizontal="left")
                elif isinstance(cell, int):
                    written.number_format = "#,##0"
        sheet.column_dimensions["A"].width = 44
        for column in "BCDE":
            sheet.column_dimensions[column].width = 22
        sheet.freeze_panes = "B5"
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def csv_of(figures: Figures) -> str:
    """One line a number: period, table, row, column, value. Semicolons, as French spreadsheets want them."""
    content = StringIO()
    lines = csv.writer(content, delimiter=";", lineterminator="\r\n")
    lines.writerow([_("Period"), _("Table"), _("Row"), _("Column"), _("Value")])
    for section in _all(figures):
        names = 2 if section.key == "communes-et-causes" else 1
        for row in section.rows:
            name = " – ".join(in_words(cell) for cell in row[:names])
            for column, cell in zip(section.columns[names:], row[names:], strict=True):
                texts = map(plain_text, (figures.period.code, section.title, name, column))
                lines.writerow([*texts, _plain(cell)])
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + content.getvalue()


def _all(figures: Figures) -> list[Section]:
    return [*sections(figures), unmet_by_both(figures)]


def _told(figures: Figures) -> str:
    return _("%(period)s, counted on %(day)s") % {
        "period": figures.period.label,
        "day": date_format(localtime(figures.now), "j F Y"),
    }


def _plain(cell: Cell) -> Cell:
    return plain_text(cell) if isinstance(cell, str) else cell
