"""Figures as people read them: sections, each with its sentence, its chart and its table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from engagement.figures.selectors import FEWEST, Figures, Headline, Unmet
from kernel.ui.dates import date_format
from matching.taxonomy import CAUSE_CODES, cause
from themes.base.charts import Palette, Point, bars, columns

#: A chart shows at most so many bars; the table beside it has them all.
_MOST_BARS = 12

#: A day stands for its month.
type Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Chart:
    """`draw` makes it, for a page without a palette, for paper with one."""

    title: str
    draw: Callable[[Palette | None], SafeString]

    @property
    def on_page(self) -> SafeString:
        return self.draw(None)


@dataclass(frozen=True, slots=True)
class Section:
    """`rows` hold numbers and months as they are, for workbooks; `shown` the same in words. The first cell names its
    row."""

    key: str
    title: str
    summary: str
    columns: list[str]
    rows: list[list[Cell]]
    charts: list[Chart]

    @property
    def shown(self) -> list[list[str]]:
        return [[in_words(cell) for cell in row] for row in self.rows]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    label: str
    value: Cell
    before: Cell

    @property
    def shown(self) -> str:
        return in_words(self.value)

    @property
    def shown_before(self) -> str:
        return in_words(self.before)

    @property
    def change(self) -> str:
        """“+12 %”, “−3 %”; empty when there was nothing before, or nothing to compare."""
        if (
            not isinstance(self.value, int | float)
            or not isinstance(self.before, int | float)
            or not self.before
        ):
            return ""
        percent = round(100 * (self.value - self.before) / self.before)
        sign = "+" if percent > 0 else "−" if percent < 0 else "±"
        return f"{sign}{in_words(abs(percent))}\N{NARROW NO-BREAK SPACE}%"


def key_figures(figures: Figures) -> list[KeyFigure]:
    """The period's numbers beside those of the period before."""
    told: list[tuple[str, Callable[[Headline], Cell]]] = [
        (_("Associations listed"), lambda one: one.associations),
        (_("Associations that published a mission"), lambda one: one.associations_active),
        (_("Volunteers"), lambda one: one.volunteers),
        (_("New volunteers"), lambda one: one.volunteers_new),
        (_("Volunteers who took part"), lambda one: one.volunteers_active),
        (_("Missions published"), lambda one: one.missions),
        (_("Places offered"), lambda one: one.places),
        (_("Places filled"), lambda one: one.filled),
        (_("Places nobody took"), lambda one: one.unmet),
        (_("Missions without anybody"), lambda one: one.missions_without),
        (_("Requests to take part"), lambda one: one.requests),
        (_("Participations"), lambda one: one.participations),
        (_("Hours given"), lambda one: round(one.minutes / 60)),
        (_("Median time to answer (hours)"), lambda one: _hours(one.answer_seconds)),
    ]
    return [KeyFigure(label, of(figures.headline), of(figures.before)) for label, of in told]


def figures_of_a_week(before: Headline, week: Headline) -> list[KeyFigure]:
    """What a team follows from one week to the next."""
    told: list[tuple[str, Callable[[Headline], Cell]]] = [
        (_("New volunteers"), lambda one: one.volunteers_new),
        (_("Missions published"), lambda one: one.missions),
        (_("Requests to take part"), lambda one: one.requests),
        (_("Participations"), lambda one: one.participations),
        (_("Hours given"), lambda one: round(one.minutes / 60)),
    ]
    return [KeyFigure(label, of(week), of(before)) for label, of in told]


def sections(figures: Figures) -> list[Section]:
    """All there is to show, in order; a section without a row is left out."""
    made = [
        _headline(figures),
        _months(figures),
        _communes(figures),
        _causes(figures),
        _origin(figures),
        _flows(figures),
    ]
    return [section for section in made if section.rows]


def unmet_by_both(figures: Figures) -> Section:
    """Too long for a page: for workbooks."""
    return Section(
        key="communes-et-causes",
        title=_("Needs unmet by commune and cause"),
        summary="",
        columns=[_("Commune"), _("Cause"), *_unmet_columns()],
        rows=[
            [row.commune, cause_name(row.cause), row.unmet, row.places, row.missions_without]
            for row in figures.by_both
        ],
        charts=[],
    )


def in_words(cell: Cell) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, date):
        return date_format(cell, "F Y")
    return cell if isinstance(cell, str) else number_format(cell, force_grouping=True)


def cause_name(code: str | None) -> str:
    return str(cause(code).label) if code in CAUSE_CODES else _("Without a cause")


def answer_time_in_words(seconds: float | None) -> str:
    """“3 days”, “5 hours”; empty when nothing was answered."""
    if seconds is None:
        return ""
    hours = round(timedelta(seconds=seconds) / timedelta(hours=1))
    if hours < 48:
        return ngettext("%(number)s hour", "%(number)s hours", max(hours, 1)) % {"number": max(hours, 1)}
    days = round(hours / 24)
    return ngettext("%(number)s day", "%(number)s days", days) % {"number": days}


def lead_of(figures: Figures) -> str:
    """The period in two or three sentences."""
    one = figures.headline
    told = [
        _("%(people)s volunteers took part %(times)s times and gave %(hours)s hours.")
        % {
            "people": in_words(one.volunteers_active),
            "times": in_words(one.participations),
            "hours": in_words(round(one.minutes / 60)),
        },
        _(
            "Associations published %(missions)s missions; of %(places)s places offered, %(filled)s were filled."
        )
        % {
            "missions": in_words(one.missions),
            "places": in_words(one.places),
            "filled": in_words(one.filled),
        },
    ]
    if time := answer_time_in_words(one.answer_seconds):
        told.append(_("Half of the requests were answered within %(time)s.") % {"time": time})
    return " ".join(told)


def _headline(figures: Figures) -> Section:
    return Section(
        key="chiffres",
        title=_("Key figures"),
        summary=lead_of(figures),
        columns=[_("Figure"), figures.period.label, figures.period.before.label],
        rows=[[one.label, one.value, one.before] for one in key_figures(figures)],
        charts=[],
    )


def _months(figures: Figures) -> Section:
    title = _("Month by month")
    return Section(
        key="mois",
        title=title,
        summary=_best_month(figures),
        columns=[
            _("Month"),
            _("Missions published"),
            _("Participations"),
            _("New volunteers"),
            _("Hours given"),
        ],
        rows=[
            [
                month.first,
                month.missions,
                month.participations,
                month.volunteers_new,
                round(month.minutes / 60),
            ]
            for month in figures.months
        ],
        charts=[
            *_by_month(
                figures,
                "mois-participations",
                _("Participations, month by month"),
                lambda month: month.participations,
            ),
            *_by_month(
                figures,
                "mois-heures",
                _("Hours given, month by month"),
                lambda month: round(month.minutes / 60),
            ),
        ],
    )


def _best_month(figures: Figures) -> str:
    """Of those that have begun: what is accepted for later may yet change."""
    today = timezone.localdate(figures.now)
    begun = [month for month in figures.months if month.first <= today] or figures.months
    best = max(begun, key=lambda month: month.participations)
    if not best.participations:
        return _("Nobody took part in these months.")
    return _("Most participations: %(month)s, with %(number)s.") % {
        "month": date_format(best.first, "F Y"),
        "number": in_words(best.participations),
    }


def _by_month(figures: Figures, key: str, title: str, of: Callable[..., int]) -> list[Chart]:
    """None of months in which there was nothing: the sentence says it."""
    if not any(of(month) for month in figures.months):
        return []
    form = "N" if len(figures.months) <= 12 else "N Y"
    points = [
        Point(date_format(month.first, form), of(month), in_words(of(month))) for month in figures.months
    ]
    text = "; ".join(f"{date_format(m.first, 'F Y')}: {in_words(of(m))}" for m in figures.months)
    return [
        Chart(title, lambda palette: columns(key=key, title=title, text=text, points=points, palette=palette))
    ]


def _unmet_columns() -> list[str]:
    return [_("Places nobody took"), _("Places offered"), _("Missions without anybody")]


def _communes(figures: Figures) -> Section:
    return _unmet_section(
        "communes",
        _("Needs unmet by commune"),
        _("Commune"),
        figures.by_commune,
        lambda row: str(row.commune),
    )


def _causes(figures: Figures) -> Section:
    return _unmet_section(
        "causes", _("Needs unmet by cause"), _("Cause"), figures.by_cause, lambda row: cause_name(row.cause)
    )


def _unmet_section(
    key: str, title: str, name: str, rows: Sequence[Unmet], of: Callable[[Unmet], str]
) -> Section:
    summary = _("Most is lacking for: %(names)s.") % {"names": ", ".join(of(row) for row in rows[:3])}
    if key == "causes":
        summary += " " + _("A mission counts in full for each of its causes.")
    return Section(
        key=key,
        title=title,
        summary=summary,
        columns=[name, *_unmet_columns()],
        rows=[[of(row), row.unmet, row.places, row.missions_without] for row in rows],
        charts=_bars(key, title, [(of(row), row.unmet) for row in rows]),
    )


def _origin(figures: Figures) -> Section:
    origin = figures.origin
    rows: list[tuple[str, int]] = list(origin.communes)
    if origin.grouped:
        rows.append((_grouped_name(origin.grouped_communes), origin.grouped))
    if origin.unknown:
        rows.append((_("Commune not said"), origin.unknown))
    title = _("Where volunteers live")
    return Section(
        key="origine",
        title=title,
        summary=_("Communes with fewer than %(number)s volunteers are counted together.")
        % {"number": FEWEST},
        columns=[_("Commune"), _("Volunteers")],
        rows=[list(row) for row in rows],
        charts=_bars("origine", title, rows),
    )


def _grouped_name(number: int) -> str:
    return ngettext("%(number)s other commune", "%(number)s other communes", number) % {"number": number}


def _flows(figures: Figures) -> Section:
    title = _("With other territories")
    flows = figures.flows
    totals = {
        "incoming": in_words(sum(flow.incoming for flow in flows)),
        "outgoing": in_words(sum(flow.outgoing for flow in flows)),
    }
    return Section(
        key="territoires",
        title=title,
        summary=_("Accepted from elsewhere: %(incoming)s. Accepted elsewhere: %(outgoing)s.") % totals,
        columns=[_("Territory"), _("Came here"), _("Went there")],
        rows=[[flow.territory, flow.incoming, flow.outgoing] for flow in flows],
        charts=[],
    )


def _bars(key: str, title: str, rows: Sequence[tuple[str, int]]) -> list[Chart]:
    shown = rows[:_MOST_BARS]
    points = [Point(label, value, in_words(value)) for label, value in shown]
    text = "; ".join(_pairs(shown))
    return [
        Chart(title, lambda palette: bars(key=key, title=title, text=text, points=points, palette=palette))
    ]


def _pairs(rows: Sequence[tuple[str, int]]) -> Iterator[str]:
    return (f"{label}: {in_words(value)}" for label, value in rows)


def _hours(seconds: float | None) -> Cell:
    return None if seconds is None else round(seconds / 3600)
