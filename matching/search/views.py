"""The portal's search: missions of all territories that show them to the network."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from matching.network.reach import Viewer
from matching.search.cards import opportunity_card, opportunity_url
from matching.search.forms import DiscoveryForm
from matching.search.opportunities import Found, opportunities_of, search_opportunities

PAGE_SIZE = 12
MOST_IN_A_FEED = 50
#: How long a visitor's browser and whatever stands between may keep an answer, in seconds.
FRESH_FOR, FEED_FRESH_FOR = 30, 900


@require_safe
@conditional_page
@cache_control(public=True, max_age=FRESH_FOR)
def discover(request: HttpRequest) -> HttpResponse:
    """Missions near a place, of a cause, on a date, saying some words; each leads to its territory's site."""
    now = timezone.now()
    form, found = _searched(request, now)
    form.count_causes(found.causes)
    page = Paginator(found.ids, PAGE_SIZE).get_page(request.GET.get("page"))
    near = form.search(timezone.localdate(now)).near
    context: dict[str, Any] = {
        "form": form,
        "page": page,
        "place": form.value("place"),
        "cards": [
            opportunity_card(row, now=now, near=near, level=3)
            for row in opportunities_of(list(page.object_list))
        ],
        "corrections": list(found.corrections.items()),
        "feed_url": f"{reverse('search:feed')}?{_same_search(request)}",
    }
    return render(request, "search/discover.html", context)


@require_safe
@conditional_page
@cache_control(public=True, max_age=FEED_FRESH_FOR)
def feed(request: HttpRequest) -> HttpResponse:
    """The same search for news readers, the latest first."""
    now = timezone.now()
    _form, found = _searched(request, now, sort="recent")
    title = _("Missions of the network")
    home = (
        f"{settings.PUBLIC_SCHEME}://{request.get_host()}{reverse('search:missions')}?{_same_search(request)}"
    )
    rss = Rss201rev2Feed(title=title, link=home, description=title, language="fr")
    for row in opportunities_of(found.ids[:MOST_IN_A_FEED]):
        url = opportunity_url(row)
        place = row.commune.name if row.commune else _("From home")
        rss.add_item(
            title=row.title,
            link=url,
            unique_id=url,
            description=f"{row.association_name}, {place} ({row.territory.name}). {row.summary}",
            pubdate=row.published_at,
        )
    return HttpResponse(rss.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


def _searched(request: HttpRequest, now: datetime, *, sort: str = "") -> tuple[DiscoveryForm, Found]:
    asked = request.GET.copy()
    if sort:
        asked["sort"] = sort
    form = DiscoveryForm(asked)
    return form, search_opportunities(form.search(timezone.localdate(now)), viewer=Viewer(), now=now)


def _same_search(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
