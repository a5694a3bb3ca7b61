"""What is found on a site: its pages, missions, associations and events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.pages.languages import read_homes
from engagement.agenda.models import Occurrence
from engagement.agenda.selectors import AgendaSearch, search_occurrences
from engagement.associations.models import Association
from engagement.associations.selectors import AssociationSearch, search_associations
from engagement.missions.models import Mission
from engagement.missions.selectors import MissionSearch, search_missions

#: How many of each are shown; the lists show the rest.
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Found:
    title: str
    url: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one sort. `more_url`: the list that searches for the same words, where there is one."""

    label: str | Promise
    found: tuple[Found, ...]
    more_url: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the site map, with those below it."""

    title: str
    url: str
    children: tuple[Entry, ...] = ()


def find(*, words: str, root: Page, now: datetime) -> list[Group]:
    """What a stranger may read that answers these words, by sort; empty sorts left out. So many queries, always."""
    asked = urlencode({"words": words})
    pages = Page.objects.descendant_of(root, inclusive=True).live().public().search(words)[:SHOWN]
    events: dict[int, Occurrence] = {}
    for one in search_occurrences(search=AgendaSearch(words=words), now=now)[: SHOWN * 4]:
        events.setdefault(one.event_id, one)
    groups = [
        Group(
            _("Missions"),
            tuple(
                Found(one.title, one.get_absolute_url(), one.need)
                for one in search_missions(search=MissionSearch(words=words), now=now)[:SHOWN]
            ),
            f"{reverse('missions:list')}?{asked}",
        ),
        Group(
            _("Associations"),
            tuple(
                Found(one.name, one.get_absolute_url(), one.summary)
                for one in search_associations(search=AssociationSearch(words=words), now=now)[:SHOWN]
            ),
            f"{reverse('associations:list')}?{asked}",
        ),
        Group(
            _("Events"),
            tuple(
                Found(one.event.title, one.event.get_absolute_url(), str(one.in_words))
                for one in list(events.values())[:SHOWN]
            ),
            f"{reverse('agenda:list')}?{asked}",
        ),
        Group(
            _("Pages"),
            tuple(Found(page.title, page.url or "", page.search_description) for page in pages),
        ),
    ]
    return [group for group in groups if group.found]


def site_map_of(root: Page) -> list[Entry]:
    """The pages below the home page that a stranger may read, two levels. One query, and one of restrictions."""
    rows = (
        root.get_descendants()
        .live()
        .public()
        .filter(depth__lte=root.depth + 2)
        .order_by("path")
        .values_list("path", "title", "url_path")
    )
    below: dict[str, list[Entry]] = {}
    top: list[tuple[str, Entry]] = []
    for path, title, url_path in rows:
        entry = Entry(title, "/" + url_path.removeprefix(root.url_path))
        parent = path[: -Page.steplen]
        if parent == root.path:
            top.append((path, entry))
        else:
            below.setdefault(parent, []).append(entry)
    return [Entry(one.title, one.url, tuple(below.get(path, ()))) for path, one in top]


@dataclass(frozen=True, slots=True)
class Address:
    """A page for search engines: its path, when it last changed if that is known, and the same page by language."""

    path: str
    changed: datetime | None = None
    alternates: tuple[tuple[str, str], ...] = ()


def addresses(*, now: datetime) -> list[Address]:
    """Every page for search engines. Five queries, one of restrictions."""
    homes = read_homes()
    pages = Page.objects.filter(depth__gt=1, alias_of=None).live().public().order_by("path")
    rows = [
        (key, code, homes[code].path(url_path), changed)
        for key, code, url_path, changed in pages.values_list(
            "translation_key", "locale__language_code", "url_path", "last_published_at"
        )
        if code in homes
    ]
    written: dict[UUID, list[tuple[str, str]]] = {}
    for key, code, path, _changed in rows:
        written.setdefault(key, []).append((code, path))
    found = [
        Address(path, changed, tuple(written[key]) if len(written[key]) > 1 else ())
        for key, _code, path, changed in rows
    ]
    found += [Address(reverse(f"{place}:list")) for place in ("missions", "associations", "agenda", "offers")]
    found += [
        Address(mission.get_absolute_url(), mission.published_at)
        for mission in Mission.objects.current(now).only("slug", "published_at")
    ]
    found += [Address(one.get_absolute_url()) for one in Association.objects.published().only("slug")]
    events = search_occurrences(search=AgendaSearch(), now=now)
    found += [Address(url) for url in dict.fromkeys(one.event.get_absolute_url() for one in events)]
    return found
