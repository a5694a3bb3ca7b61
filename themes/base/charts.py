"""Charts as SVG, drawn here: no script, no inline style, widths in percent so that words keep their size on a phone.

On a page their colours come from classes (`base/charts.css`); on paper, where no stylesheet reaches, from a `Palette`.
A chart has a name and says in words what it shows; whoever places it puts its table beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_BAR, _BAR_ROW = 12, 44
#: So many labels have room under columns, and so many that are longer than so many signs.
_LABELS, _LONG_LABELS, _SHORT = 12, 7, 6
_COLUMNS_HIGH, _COLUMNS_FOOT, _COLUMNS_HEAD = 150, 24, 20


@dataclass(frozen=True, slots=True)
class Point:
    """One value: `shown` is it in words, `before` what it is compared with."""

    label: str
    value: float
    shown: str
    before: float | None = None


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of `#rrggbb` and the family of the words, for where no stylesheet reaches. `width` in pixels."""

    value: str
    before: str
    text: str
    font: str
    width: int = 620


def bars(
    *, key: str, title: str, text: str, points: Sequence[Point], palette: Palette | None = None
) -> SafeString:
    """One bar under another, each below its label. `text` says in words what it shows; `key` is unique in the page."""
    most = _most(points)
    rows = (
        (
            number * _BAR_ROW + 15,
            _ink(palette),
            point.label,
            number * _BAR_ROW + 15,
            _ink(palette),
            point.shown,
            number * _BAR_ROW + 22,
            _percent(point.value / most),
            _BAR,
            _fill(palette, "value"),
            _before(point, number * _BAR_ROW + 22 + _BAR + 1, most, palette),
        )
        for number, point in enumerate(points)
    )
    drawing = format_html_join(
        "",
        '<text class="chart__label" x="0" y="{}"{}>{}</text>'
        '<text class="chart__shown" x="100%" y="{}" text-anchor="end"{}>{}</text>'
        '<rect class="chart__value" x="0" y="{}" width="{}" height="{}" rx="2"{}></rect>{}',
        rows,
    )
    return _svg(key, title, text, drawing, height=max(len(points), 1) * _BAR_ROW, palette=palette)


def columns(
    *, key: str, title: str, text: str, points: Sequence[Point], palette: Palette | None = None
) -> SafeString:
    """One column beside another, in time. Of many, a few have words; fewer where there is little room."""
    most, wide = _most(points), 100 / max(len(points), 1)
    labels = _LABELS if all(len(point.label) <= _SHORT for point in points) else _LONG_LABELS
    every = ceil(len(points) / labels)
    rects, words = [], []
    for number, point in enumerate(points):
        high = round(_COLUMNS_HIGH * point.value / most, 1)
        top = round(_COLUMNS_HEAD + _COLUMNS_HIGH - high, 1)
        left, broad = f"{number * wide + wide * 0.16:.2f}%", f"{wide * 0.68:.2f}%"
        rects.append((left, top, broad, high, _fill(palette, "value")))
        if number % every == 0:
            rare = " chart__rare" if number // every % 2 else ""
            # Words wider than their column begin with it, or the first would begin before the drawing.
            at, anchor = (left, "start") if every > 1 else (f"{number * wide + wide / 2:.2f}%", "middle")
            words.append((rare, at, top - 5, anchor, _ink(palette), point.shown))
            words.append((rare, at, _COLUMNS_HEAD + _COLUMNS_HIGH + 17, anchor, _ink(palette), point.label))
    drawing = format_html_join(
        "", '<rect class="chart__value" x="{}" y="{}" width="{}" height="{}" rx="2"{}></rect>', rects
    ) + format_html_join("", '<text class="chart__tick{}" x="{}" y="{}" text-anchor="{}"{}>{}</text>', words)
    ground = format_html(
        '<rect class="chart__line" x="0" y="{}" width="100%" height="1"{}></rect>',
        _COLUMNS_HEAD + _COLUMNS_HIGH,
        _fill(palette, "text"),
    )
    height = _COLUMNS_HEAD + _COLUMNS_HIGH + _COLUMNS_FOOT
    return _svg(key, title, text, drawing + ground, height=height, palette=palette)


def _svg(
    key: str, title: str, text: str, drawing: SafeString, *, height: int, palette: Palette | None
) -> SafeString:
    on_paper = (
        format_html(' font-family="{}" font-size="13" font-weight="500"', palette.font)
        if palette
        else SafeString("")
    )
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" width="{}" height="{}"{}'
        ' aria-labelledby="chart-{}-title chart-{}-text">'
        '<title id="chart-{}-title">{}</title><desc id="chart-{}-text">{}</desc>{}</svg>',
        palette.width if palette else "100%",
        height,
        on_paper,
        key,
        key,
        key,
        title,
        key,
        text,
        drawing,
    )


def _before(point: Point, top: int, most: float, palette: Palette | None) -> SafeString:
    if point.before is None:
        return SafeString("")
    return format_html(
        '<rect class="chart__before" x="0" y="{}" width="{}" height="4" rx="2"{}></rect>',
        top,
        _percent(point.before / most),
        _fill(palette, "before"),
    )


def _most(points: Iterable[Point]) -> float:
    return max((max(point.value, point.before or 0) for point in points), default=0) or 1


def _percent(share: float) -> str:
    return f"{100 * share:.2f}%"


def _ink(palette: Palette | None) -> SafeString:
    return _fill(palette, "text")


def _fill(palette: Palette | None, name: str) -> SafeString:
    return format_html(' fill="{}"', getattr(palette, name)) if palette else SafeString("")
