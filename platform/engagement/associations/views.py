"""The directory of associations, its map, and the page of one."""

from __future__ import annotations

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from engagement.associations.blocks import blocks_of
from engagement.associations.cards import association_card
from engagement.associations.forms import DirectoryForm
from engagement.associations.hours import week_in_words
from engagement.associations.models import Association, Public
from engagement.associations.selectors import (
    closest_associations,
    communes_named,
    search_associations,
    testimonials_of,
)
from engagement.associations.social import network_of
from engagement.associations.structured import structured
from engagement.facets import rows_by
from engagement.maps import points_of
from engagement.missions.cards import mission_card
from engagement.missions.selectors import missions_of
from engagement.volunteers.selectors import home_of, profile_of
from kernel.tenancy.requests import territory_of
from matching.search.maps import MOST_ON_MAP, map_context, same_search
from matching.taxonomy import CAUSE_CODES, cause

PAGE_SIZE = 18
MOST_MISSIONS = 50
MOST_TESTIMONIALS = 6
MOST_IN_A_FEED = 50
#: How long a news reader may keep the feed, in seconds.
FEED_FRESH_FOR = 900


@require_safe
def association_list(request: HttpRequest) -> HttpResponse:
    """The directory, by words, cause, public and place; `?view=map` adds a map to the list."""
    form = DirectoryForm(request.GET)
    now = timezone.now()
    search, associations = closest_associations(search=form.search(), now=now)
    form.count("cause", rows_by("causes", search_associations(search=replace(search, cause=""), now=now)))
    form.count("public", rows_by("publics", search_associations(search=replace(search, public=""), now=now)))
    page = Paginator(associations, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "nearly": search.nearly,
        "cards": [association_card(association, level=2) for association in page],
        "wider_url": form.wider_url,
        "feed_url": reverse("associations:feed") + same_search(request.GET, view=""),
    }
    return render(
        request, "associations/list.html", context | map_context(request.GET, points="associations:points")
    )


@require_safe
def points(request: HttpRequest) -> JsonResponse:
    """The same search as points for the map, those of one place together."""
    search = DirectoryForm(request.GET).search()
    _search, associations = closest_associations(search=search, now=timezone.now())
    return JsonResponse({"points": points_of(associations[:MOST_ON_MAP])})


@require_safe
@conditional_page
@cache_control(public=True, max_age=FEED_FRESH_FOR)
def feed(request: HttpRequest) -> HttpResponse:
    """The same search for news readers: the associations, the latest first."""
    territory = territory_of(request)
    title = _("Associations — %(site)s") % {"site": territory.name}
    home = territory.base_url + reverse("associations:list") + same_search(request.GET)
    rss = Rss201rev2Feed(title=title, link=home, description=title, language="fr")
    search = replace(DirectoryForm(request.GET).search(), sort="recent")
    _search, found = closest_associations(search=search, now=timezone.now())
    for association in found[:MOST_IN_A_FEED]:
        url = territory.base_url + association.get_absolute_url()
        rss.add_item(
            title=association.name,
            link=url,
            unique_id=url,
            description=f"{association.commune.name}. {association.summary}",
            pubdate=association.state_since,
        )
    return HttpResponse(rss.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


@require_safe
def association_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What an association does, where, its missions, what people say of it. Never its address or number."""
    now = timezone.now()
    association = get_object_or_404(Association.objects.published().select_related("commune"), slug=slug)
    home = home_of(profile_of(request.user))
    missions = missions_of(association=association, now=now, near=home)
    context = {
        "association": association,
        "facts": structured(association, base_url=territory_of(request).base_url),
        "trail": [
            {"label": _("Associations"), "url": reverse("associations:list")},
            {"label": association.name, "url": ""},
        ],
        "cards": [mission_card(mission) for mission in missions[:MOST_MISSIONS]],
        "causes": [cause(code).label for code in association.causes if code in CAUSE_CODES],
        "publics": [Public(code).label for code in association.publics if code in Public.values],
        "communes": communes_named(association.action_communes),
        "hours": week_in_words(association.week_hours),
        "networks": [(network_of(url), url) for url in association.social_links],
        "testimonials": testimonials_of(association=association)[:MOST_TESTIMONIALS],
        "blocks": blocks_of(request, association, now),
    }
    return render(request, "associations/detail.html", context)
