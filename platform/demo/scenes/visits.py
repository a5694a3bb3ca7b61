"""Half a year of pages looked at: more each month, fewer at the week’s end, nothing of who looked."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from cms.pages.languages import read_homes
from cms.pages.models import NewsPage
from cms.visits.models import DailyViews
from demo.scenes import Stage
from engagement.agenda.models import Event
from engagement.associations.models import Association
from engagement.missions.models import Mission

_DAYS = 180
#: How many in ten of a weekday's readers come, Monday first.
_WEEK = (9, 10, 10, 8, 8, 6, 5)
_LISTS = {"/": 46, "/missions/": 34, "/associations/": 22, "/agenda/": 17, "/propositions/": 6}


def play(stage: Stage) -> None:
    draw, today = stage.draw, timezone.localdate(stage.now)
    popular = dict(_LISTS)
    site = read_homes()["fr"]
    for shown, most in (
        (Mission.objects.visible().order_by("pk")[:8], 9),
        (Association.objects.published().order_by("pk")[:6], 6),
        (Event.objects.shown().order_by("pk")[:3], 7),
    ):
        popular |= {one.get_absolute_url(): draw.randrange(2, most) for one in shown}
    for article in NewsPage.objects.live().order_by("pk")[:4]:
        popular[site.path(article.url_path)] = draw.randrange(4, 12)
    DailyViews.objects.bulk_create(
        DailyViews(day=day, path=path, views=views)
        for ago in range(_DAYS)
        for day in [today - timedelta(days=ago)]
        for path, most in popular.items()
        if (views := round(most * _WEEK[day.weekday()] / 10 * (1.3 - ago / _DAYS) * draw.uniform(0.5, 1.2)))
    )
