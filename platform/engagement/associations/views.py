"""The directory of associations, and the page of one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from engagement.associations.cards import association_card
from engagement.associations.models import Association, Public
from engagement.associations.selectors import AssociationSearch, search_associations
from engagement.missions.cards import mission_card
from engagement.missions.selectors import missions_of
from engagement.search_forms import SearchForm
from engagement.volunteers.selectors import home_of, profile_of
from matching.taxonomy import CAUSE_CODES, cause

PAGE_SIZE = 18
MOST_MISSIONS = 50


@require_safe
def association_list(request: HttpRequest) -> HttpResponse:
    """The directory, by words, cause and place."""
    form = SearchForm(request.GET)
    search = AssociationSearch(
        words=form.value("q"),
        near=form.point,
        radius_km=form.radius_km if form.point else None,
        cause=form.value("cause"),
    )
    associations = search_associations(search=search, now=timezone.now())
    page = Paginator(associations, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "cards": [association_card(association, level=2) for association in page],
        "wider_url": form.wider_url,
    }
    return render(request, "associations/list.html", context)


@require_safe
def association_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """What an association does, where, and its current missions. Never its address or number."""
    now = timezone.now()
    association = get_object_or_404(Association.objects.published().select_related("commune"), slug=slug)
    home = home_of(profile_of(request.user))
    missions = missions_of(association=association, now=now, near=home)
    context = {
        "association": association,
        "trail": [
            {"label": _("Associations"), "url": reverse("associations:list")},
            {"label": association.name, "url": ""},
        ],
        "cards": [mission_card(mission) for mission in missions[:MOST_MISSIONS]],
        "causes": [cause(code).label for code in association.causes if code in CAUSE_CODES],
        "publics": [Public(code).label for code in association.publics if code in Public.values],
    }
    return render(request, "associations/detail.html", context)
