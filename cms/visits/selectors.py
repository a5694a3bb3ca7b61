"""How often the site's pages are looked at, by week and by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, Sum
from django.db.models.functions import TruncWeek
from wagtail.models import Page

from cms.pages.languages import read_homes
from cms.visits.models import DailyViews

#: How many pages are named; the sum counts them all.
NAMED = 50


@dataclass(frozen=True, slots=True)
class Week:
    monday: date
    views: int


@dataclass(frozen=True, slots=True)
class PageViews:
    """`title` is empty for what is no page of Wagtail's; `before`: in as many weeks before these."""

    path: str
    title: str
    views: int
    before: int


@dataclass(frozen=True, slots=True)
class Views:
    weeks: tuple[Week, ...]
    pages: tuple[PageViews, ...]
    total: int
    before: int


def views_of(*, weeks: int, today: date) -> Views:
    """The last so many weeks, from a Monday to today, the present one included. Five queries."""
    first = today - timedelta(days=today.weekday()) - timedelta(weeks=weeks - 1)
    earlier = first - timedelta(weeks=weeks)
    rows = DailyViews.objects.filter(day__gte=first, day__lte=today)
    counted = dict(
        rows.annotate(monday=TruncWeek("day"))
        .values_list("monday")
        .annotate(sum=Sum("views"))
        .order_by("monday")
    )
    mondays = [first + timedelta(weeks=number) for number in range(weeks)]
    pages = (
        DailyViews.objects.filter(day__gte=earlier, day__lte=today)
        .values("path")
        .annotate(
            now=Sum("views", filter=Q(day__gte=first), default=0),
            before=Sum("views", filter=Q(day__lt=first), default=0),
        )
        .filter(now__gt=0)
        .order_by("-now", "path")[:NAMED]
    )
    before = DailyViews.objects.filter(day__gte=earlier, day__lt=first).aggregate(sum=Sum("views", default=0))
    titles = _titles()
    return Views(
        weeks=tuple(Week(monday, counted.get(monday, 0)) for monday in mondays),
        pages=tuple(
            PageViews(row["path"], titles.get(row["path"], ""), row["now"], row["before"]) for row in pages
        ),
        total=sum(counted.values()),
        before=before["sum"],
    )


def _titles() -> dict[str, str]:
    homes = read_homes()
    rows = Page.objects.filter(depth__gt=1).values_list("locale__language_code", "url_path", "title")
    return {homes[code].path(url_path): title for code, url_path, title in rows if code in homes}
