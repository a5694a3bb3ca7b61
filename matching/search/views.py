"""The portal's search: missions of all territories that show them to the network."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from matching.network.reach import Viewer
from matching.search.cards import opportunity_card, opportunity_url
from matching.search.forms import DiscoveryForm, address_around
from matching.search.maps import MOST_ON_MAP, map_context, points_of, same_search
from matching.search.opportunities import Found, opportunities_of, search_opportunities, spots_of

PAGE_SIZE = 12
MOST_IN_A_FEED = 50
#: Choices of a facet that are one click away; the others are in the form.
MOST_CHOICES = 6
#: How long a visitor's browser and whatever stands between may keep an answer, in seconds.
FRESH_FOR, FEED_FRESH_FOR = 30, 900


@require_safe
@conditional_page
@cache_control(public=True, max_age=FRESH_FOR)
def discover(request: HttpRequest) -> HttpResponse:
    """Missions near a place, of a cause, on a date, saying some words; each leads to its territory's site.

    A browser that says where it is (`lat`, `lon`) is sent to the search around its commune.
    """
    if (here := address_around(request.GET)) is not None:
        return redirect(reverse("search:missions") + here)
    now = timezone.now()
    form, found = _searched(request, now)
    facets = [
        _facet(form, "cause", _("Causes"), found.causes, request.GET),
        _facet(form, "territory", _("Territories"), found.territories, request.GET),
    ]
    form.count("cause", found.causes)
    form.count("territory", found.territories)
    page = Paginator(found.ids, PAGE_SIZE).get_page(request.GET.get("page"))
    near = form.search(timezone.localdate(now)).near
    context: dict[str, Any] = {
        "form": form,
        "page": page,
        "place": form.value("place"),
        "facets": [facet for facet in facets if facet["choices"]],
        "cards": [
            opportunity_card(row, now=now, near=near, level=3)
            for row in opportunities_of(list(page.object_list))
        ],
        "corrections": list(found.corrections.items()),
        "feed_url": reverse("search:feed") + same_search(request.GET, view=""),
    }
    return render(request, "search/discover.html", context | map_context(request.GET, points="search:points"))


@require_safe
@conditional_page
@cache_control(public=True, max_age=FRESH_FOR)
def points(request: HttpRequest) -> JsonResponse:
    """The same search as points for the map, those of one spot together."""
    _form, found = _searched(request, timezone.now())
    return JsonResponse({"points": points_of(spots_of(found.ids[:MOST_ON_MAP]))})


@require_safe
@conditional_page
@cache_control(public=True, max_age=FEED_FRESH_FOR)
def feed(request: HttpRequest) -> HttpResponse:
    """The same search for news readers, the latest first."""
    now = timezone.now()
    _form, found = _searched(request, now, sort="recent")
    title = _("Missions of the network")
    search = reverse("search:missions") + same_search(request.GET)
    home = f"{settings.PUBLIC_SCHEME}://{request.get_host()}{search}"
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


def _facet(
    form: DiscoveryForm, field: str, title: str, numbers: Mapping[str, int], asked: QueryDict
) -> dict[str, Any]:
    """The choices of a field that leave most, each with its number and its address; the chosen one leads back."""
    labels = dict(form.fields[field].choices)  # type: ignore[attr-defined]
    chosen = form.value(field)
    most = sorted(
        (code for code in numbers if code in labels), key=lambda code: (code != chosen, -numbers[code])
    )
    choices = [
        {
            "label": labels[code],
            "number": numbers[code],
            "is_chosen": code == chosen,
            "url": same_search(asked, **{field: "" if code == chosen else code}),
        }
        for code in most[:MOST_CHOICES]
    ]
    return {"title": title, "choices": choices}
