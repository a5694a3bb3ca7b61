"""One search across all of the back office: its own pages by their names, and what each of them holds.

Wagtail's key “/” leads to it. Whoever may not open a thing there does not find it here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Model, Q, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem, admin_menu
from wagtail.admin.search import SearchArea
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from cms.backoffice.events import PERMISSION as CHANGE_EVENTS
from cms.pages.finding import Found, Group
from cms.team.viewsets import colleagues_of
from engagement.agenda.selectors import territory_events
from engagement.associations.models import Association
from engagement.missions.models import Mission, MissionState
from engagement.moderation.policies import kinds_for
from engagement.moderation.selectors import named
from kernel.accounts.models import User
from kernel.accounts.requests import signed_in
from matching.french import folded

#: How many of each sort are shown; the lists show the rest.
SHOWN = 8


class EverythingSearchArea(SearchArea):
    """What Wagtail's field of search, at the top of its menu, asks first."""

    def __init__(self) -> None:
        super().__init__(
            gettext_lazy("Everything"),
            reverse("backoffice_search"),
            name="everything",
            icon_name="search",
            order=1,
        )


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Without words, the whole menu: what may be done here."""
    words = request.GET.get("q", "").strip()[:100]
    context = {
        "words": words,
        "groups": [group for group in _everything(request, words) if group.found],
        "header_title": _("Search"),
        "header_icon": "search",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": _("Search")},
        ],
    }
    return render(request, "backoffice/search.html", context)


def _everything(request: HttpRequest, words: str) -> Iterator[Group]:
    """So many queries, however much is found."""
    wanted = folded(words).split()
    yield Group(
        _("Go to"),
        tuple(
            Found(" › ".join(names), url)
            for names, url in _places(admin_menu, request)
            if all(word in folded(" ".join(names)) for word in wanted)
        ),
    )
    if not wanted:
        return
    user = signed_in(request)
    for label, find in _SORTS:
        yield Group(label, tuple(find(user, words)))
    for moderated in kinds_for(user):
        if moderated.kind in ("association", "mission"):
            continue  # those have lists of their own, drafts included
        rows = named(moderated, words, most=SHOWN)
        yield Group(
            str(moderated.plural).capitalize(),
            tuple(
                Found(
                    row.description.title,
                    reverse("backoffice_moderation:item", args=[moderated.kind, row.pk]),
                    row.description.author,
                )
                for row in rows
            ),
        )


def _places(
    menu: Menu, request: HttpRequest, above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each page of the menu that she sees, with the names of those above it."""
    items: Iterable[MenuItem] = sorted(menu.menu_items_for_request(request), key=lambda item: item.order)
    for item in items:
        names = (*above, str(item.label))
        if isinstance(item, SubmenuMenuItem):
            yield from _places(item.menu, request, names)
        elif str(item.url).startswith("/"):
            yield names, str(item.url)


def _named(rows: QuerySet[Any], words: str, *fields: str) -> QuerySet[Any]:
    for word in words.split():
        rows = rows.filter(reduce(or_, (Q(**{f"{field}__unaccent__icontains": word}) for field in fields)))
    return rows[:SHOWN]


def _pages(user: User, words: str) -> Iterator[Found]:
    pages = PagePermissionPolicy().instances_user_has_any_permission_for(user, {"add", "change", "publish"})
    for page in _named(pages.filter(depth__gt=1).order_by("draft_title"), words, "draft_title"):
        state = "" if page.live else _("Draft")
        yield Found(page.draft_title, reverse("wagtailadmin_pages:edit", args=[page.pk]), state)


def _associations(user: User, words: str) -> Iterator[Found]:
    if user.has_perm("associations.view_association"):
        for one in _named(Association.objects.order_by("name"), words, "name", "summary"):
            yield Found(
                one.name, reverse("backoffice_associations:inspect", args=[one.pk]), one.get_state_display()
            )


def _missions(user: User, words: str) -> Iterator[Found]:
    if user.has_perm("missions.view_mission"):
        shown_first = Case(When(state=MissionState.PUBLISHED, then=0), default=1)
        missions = Mission.objects.select_related("association").order_by(shown_first, "-pk")
        for one in _named(missions, words, "title", "association__name"):
            text = f"{one.association.name}, {one.get_state_display()}"
            yield Found(one.title, reverse("backoffice_missions:inspect", args=[one.pk]), text)


def _own_events(user: User, words: str) -> Iterator[Found]:
    if user.has_perm(CHANGE_EVENTS):
        for one in _named(territory_events(now=timezone.now()), words, "title", "place_name"):
            yield Found(one.title, reverse("backoffice_events:edit", args=[one.pk]), one.get_state_display())


def _colleagues(user: User, words: str) -> Iterator[Found]:
    if user.has_perm("accounts.change_user"):
        people = colleagues_of(user).prefetch_related("groups").order_by("pk").distinct()
        for one in _named(people, words, "first_name", "last_name", "groups__name"):
            roles = ", ".join(group.name for group in one.groups.all())
            yield Found(str(one), reverse("wagtailusers_users:edit", args=[one.pk]), roles)


def _media(model: Callable[[], type[Model]], route: str) -> Callable[[User, str], Iterator[Found]]:
    def find(user: User, words: str) -> Iterator[Found]:
        policy = policy_registry.get_by_type(model())
        files: QuerySet[Model] = policy.instances_user_has_any_permission_for(user, ["change", "delete"])
        for one in _named(files.order_by("title"), words, "title"):
            yield Found(one.title, reverse(route, args=[one.pk]))

    return find


_SORTS: tuple[tuple[Promise, Callable[[User, str], Iterator[Found]]], ...] = (
    (gettext_lazy("Pages"), _pages),
    (gettext_lazy("Associations"), _associations),
    (gettext_lazy("Missions"), _missions),
    (gettext_lazy("Events of the territory"), _own_events),
    (gettext_lazy("Team"), _colleagues),
    (gettext_lazy("Pictures"), _media(get_image_model, "wagtailimages:edit")),
    (gettext_lazy("Documents"), _media(get_document_model, "wagtaildocs:edit")),
)
