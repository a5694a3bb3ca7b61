"""How often the site's pages are looked at, by week and by page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, Sum
from django.db.models.functions import TruncWeek
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.pages.languages import read_homes
from cms.visits.models import DailyViews
from engagement.agenda.models import Event
from engagement.associations.models import Association
from engagement.missions.models import Mission
from engagement.offers.models import Offer

#: How many pages are named; the sum counts them all.
NAMED = 50
_LISTS = {
    "missions:list": _("Missions"),
    "associations:list": _("Associations"),
    "agenda:list": _("Agenda"),
    "offers:list": _("Offers"),
}
#: What has a page of its own, and what it is called by.
_THINGS: dict[str, tuple[Any, str]] = {
    "missions:detail": (Mission, "title"),
    "associations:detail": (Association, "name"),
    "agenda:detail": (Event, "title"),
    "offers:detail": (Offer, "title"),
}


@dataclass(frozen=True, slots=True)
class Week:
    monday: date
    views: int


@dataclass(frozen=True, slots=True)
class PageViews:
    """`title` is empty for what is there no more; `before`: in as many weeks before these."""

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
    """The last so many weeks, from a Monday to today, the present one included. Nine queries at most."""
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
    titles = _titles(row["path"] for row in pages)
    return Views(
        weeks=tuple(Week(monday, counted.get(monday, 0)) for monday in mondays),
        pages=tuple(
            PageViews(row["path"], titles.get(row["path"], ""), row["now"], row["before"]) for row in pages
        ),
        total=sum(counted.values()),
        before=before["sum"],
    )


def _titles(paths: Iterable[str]) -> dict[str, str]:
    """What these paths are called, as far as there is something there."""
    named = list(paths)
    places = {
        home.root + path.removeprefix(beginning): path
        for home in read_homes().values()
        for path in named
        if path.startswith(beginning := home.path(home.root))
    }
    rows = Page.objects.filter(url_path__in=places).values_list("url_path", "title")
    titles = {places[url_path]: title for url_path, title in rows}
    titles |= {reverse(route): str(name) for route, name in _LISTS.items()}
    for route, (model, name) in _THINGS.items():
        beginning = reverse(route, kwargs={"slug": "-"}).removesuffix("-/")
        slugs = [path.removeprefix(beginning).rstrip("/") for path in named if path.startswith(beginning)]
        if any(slugs):
            rows = model.objects.filter(slug__in=slugs).values_list("slug", name)
            titles |= {f"{beginning}{slug}/": title for slug, title in rows}
    return titles
