"""The report to an assembly, on paper."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from engagement.figures.models import Report
from engagement.figures.periods import Period, free_period, month_of, quarter_of, year_of
from engagement.figures.selectors import figures_of
from engagement.figures.words import KeyFigure, Section, key_figures, lead_of, sections
from kernel.ui.dates import date_format
from themes.base.charts import Palette
from themes.branding.papers import brand_on_paper, make_pdf
from themes.branding.pictures import typst_family
from themes.branding.selectors import current_brand

_PAPER = Path(__file__).parent / "typst" / "report.typ"
#: A table on paper ends after so many rows, and says how many more there are.
_MOST_ROWS = 24


def period_of(report: Report) -> Period:
    """The month, quarter or year that its days make; else just these days."""
    for whole in (year_of, quarter_of, month_of):
        period = whole(report.first_day)
        if (period.first, period.last) == (report.first_day, report.last_day):
            return period
    return free_period(report.first_day, report.last_day)


def report_pdf(*, report: Report, now: datetime) -> bytes:
    """The paper with the figures as they are counted now."""
    brand = brand_on_paper()
    figures = figures_of(period=period_of(report), now=now)
    tokens = current_brand().tokens
    palette = Palette(
        value=tokens["chart_1"],
        before=tokens["chart_2"],
        text=brand["text"],
        font=typst_family(brand["body"]) if brand["body"] != "Atkinson Hyperlegible" else "Source Sans 3",
    )
    told: list[dict[str, Any]] = []
    pictures: dict[str, bytes] = {}
    for section in sections(figures):
        names = [f"{section.key}-{number}.svg" for number in range(len(section.charts))]
        drawings = (chart.draw(palette).encode() for chart in section.charts)
        pictures |= dict(zip(names, drawings, strict=True))
        told.append(_section(section, names))
    data = {
        "brand": brand,
        "title": report.title,
        "description": _("Figures of %(period)s, for an assembly") % {"period": figures.period.label},
        "foot": _("%(name)s, figures counted on %(day)s")
        % {"name": brand["name"], "day": date_format(timezone.localdate(now), "j F Y")},
        "period": figures.period.label,
        "lead": lead_of(figures),
        "key": [_key(one, figures.period) for one in key_figures(figures)],
        "sections": told,
        "foreword": _words(_("Foreword"), report.foreword) | {"signed": report.signed_by},
        "highlights": _words(_("What marked the period"), report.highlights),
        "outlook": _words(_("What comes next"), report.outlook),
        "contents": _("Contents"),
    }
    return make_pdf(template=_PAPER, data=data, files=pictures)


def _section(section: Section, pictures: list[str]) -> dict[str, Any]:
    rows = section.shown
    most = len(rows) if section.key == "mois" else _MOST_ROWS  # of a time, no part is left out
    left = len(rows) - most
    return {
        "title": section.title,
        "summary": section.summary,
        "columns": section.columns,
        "rows": rows[:most],
        "more": _("and %(number)s more, in the workbook") % {"number": left} if left > 0 else "",
        "pictures": [
            {
                "name": name,
                "title": chart.title if chart.title != section.title else "",
                "alt": _("Chart: %(title)s. Its values are in the table below.") % {"title": chart.title},
            }
            for name, chart in zip(pictures, section.charts, strict=True)
        ],
    }


def _key(one: KeyFigure, period: Period) -> dict[str, str]:
    before = _("%(period)s: %(value)s") % {"period": period.before.label, "value": one.shown_before}
    return {
        "value": one.shown,
        "label": one.label,
        "before": f"{before} ({one.change})" if one.change else before,
    }


def _words(title: str, text: str) -> dict[str, Any]:
    return {"title": title, "paragraphs": [part.strip() for part in text.split("\n\n") if part.strip()]}
