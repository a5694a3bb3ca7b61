"""The languages of a territory's pages: French, and those that it has opened (docs/adr/0015).

A language is open when there is a home page in it. A page without a translation is shown in French, at the address that
its translation would have, with a word about it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from cms.pages.models import HomePage
from kernel.editions.selectors import kept, shape_of
from kernel.prepared import prepared

if TYPE_CHECKING:
    from cms.pages.selectors import MenuLink

FRENCH = settings.LANGUAGE_CODE
NAMES: Mapping[str, str] = dict(settings.LANGUAGES)
#: As Open Graph says them: those of Belgium, but for French, which most territories share.
_OPEN_GRAPH = {"fr": "fr_FR", "nl": "nl_BE", "de": "de_BE", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Home:
    """The home page in one language. `root` is what the `url_path`s of its pages begin with."""

    code: str
    page_id: int
    root: str

    def path(self, url_path: str) -> str:
        """The address of a page below it."""
        prefix = "/" if self.code == FRENCH else f"/{self.code}/"
        return prefix + url_path.removeprefix(self.root)


_SHAPE = shape_of(Home)


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of the switch. `translated`: the address leads to this page in that language, not in French."""

    code: str
    url: str
    current: bool
    translated: bool

    @property
    def name(self) -> str:
        return NAMES[self.code]


@dataclass(frozen=True, slots=True)
class Languages:
    """What a page says of languages. `content` is its text's, when this is not the language of the address."""

    choices: tuple[Choice, ...] = ()
    content: str = ""
    home_url: str = "/"

    @property
    def alternates(self) -> tuple[Choice, ...]:
        """This page, in each language that it has; nothing when that is one."""
        found = tuple(choice for choice in self.choices if choice.translated)
        return found if len(found) > 1 else ()

    @property
    def original_url(self) -> str:
        """The French page that stands in for a translation; empty on any other."""
        return next(choice.url for choice in self.choices if choice.code == FRENCH) if self.content else ""

    @property
    def open_graph(self) -> str:
        return _OPEN_GRAPH[self.content or language()]


def language() -> str:
    """The language of the address at hand."""
    active = get_language() or FRENCH
    return active if active in NAMES else FRENCH


def homes(request: HttpRequest) -> dict[str, Home]:
    """The home pages by language, in the settings’ order. No query but the edition’s, unless pages have changed."""
    return kept(request, f"languages:{_SHAPE}", read_homes)


def read_homes() -> dict[str, Home]:
    """As `homes`, read now. One query."""
    rows = Page.objects.live().filter(depth=2).order_by("path")
    found = {
        code: Home(code, pk, url_path)
        for code, pk, url_path in rows.values_list("locale__language_code", "pk", "url_path")
    }
    return {code: found[code] for code in NAMES if code in found}


def route(request: HttpRequest, path: str) -> RouteResult:
    """The page at a path of the language at hand, or the French one that stands in for it. Wagtail finds it here too.

    Raises Http404. As many queries as Wagtail's own, which would ask for the language too.
    """
    open_homes = homes(request)
    steps = [step for step in path.split("/") if step]
    if language() not in open_homes:
        raise Http404
    try:
        found = _routed(request, open_homes[language()], steps)
    except Http404:
        if language() == FRENCH or FRENCH not in open_homes:
            raise
        found = _routed(request, open_homes[FRENCH], steps)
    request._wagtail_route_for_request = found  # type: ignore[attr-defined]
    return found


def _routed(request: HttpRequest, home: Home, steps: list[str]) -> RouteResult:
    root = next(iter(_home_pages(pk=home.page_id)), None)
    if root is None:
        raise Http404
    found: RouteResult = root.route(request, steps)
    return found


def translated_address(request: HttpRequest) -> str:
    """Where the page that was routed stands in the language at hand, if it was asked for by its French name there."""
    home = homes(request)[language()]
    page = request._wagtail_route_for_request.page  # type: ignore[attr-defined]
    if home.code == FRENCH or page.url_path.startswith(home.root):
        return ""
    written = _translations(page)
    return home.path(written[home.code]) if home.code in written else ""


@prepared
def _home_pages(*, pk: int) -> QuerySet[HomePage]:
    """A number that few territories do not share: their sites open in the same order."""
    found: QuerySet[HomePage] = HomePage.objects.filter(pk=pk)
    return found


def languages_of(request: HttpRequest) -> Languages:
    """What the page at hand offers. One query on a page of a territory with several languages, else none."""
    open_homes = homes(request)
    if len(open_homes) < 2 or FRENCH not in open_homes:
        return Languages()
    here = language()
    home_url = open_homes[here].path(open_homes[here].root) if here in open_homes else "/"
    result: RouteResult | None = getattr(request, "_wagtail_route_for_request", None)
    if result is None:
        choices = tuple(
            Choice(code, home.path(home.root), current=code == here, translated=False)
            for code, home in open_homes.items()
        )
        return Languages(choices, home_url=home_url)
    written = _translations(result.page)
    french = open_homes[FRENCH]
    beneath = (written.get(FRENCH) or french.root).removeprefix(french.root)
    choices = tuple(
        Choice(
            code,
            home.path(written.get(code, home.root + beneath)),
            current=code == here,
            translated=code in written,
        )
        for code, home in open_homes.items()
    )
    return Languages(choices, content="" if here in written else FRENCH, home_url=home_url)


def _translations(page: Page) -> dict[str, str]:
    """The `url_path` of a page in each language that somebody wrote it in."""
    rows = page.get_translations(inclusive=True).live().filter(alias_of=None)
    return dict(rows.values_list("locale__language_code", "url_path"))


def translated_links(
    links: tuple[MenuLink, ...], *, code: str, homes: Mapping[str, Home]
) -> tuple[MenuLink, ...]:
    """The same links, within a language: to its pages, and to French ones where they stand in for them. Two queries."""
    if code == FRENCH:
        return links
    french, home = homes[FRENCH], homes[code]
    live = Page.objects.live().filter(alias_of=None)
    written = {
        key: (title, url_path)
        for key, title, url_path in live.filter(locale__language_code=code).values_list(
            "translation_key", "title", "url_path"
        )
    }
    originals = {
        french.path(url_path): (key, url_path)
        for key, url_path in live.filter(locale__language_code=FRENCH).values_list(
            "translation_key", "url_path"
        )
    }

    def translated(link: MenuLink) -> MenuLink:
        if link.url not in originals:
            return replace(link, language=FRENCH)
        key, url_path = originals[link.url]
        if key in written:
            title, there = written[key]
            return replace(link, label=title, url=home.path(there))
        return replace(link, url=home.path(home.root + url_path.removeprefix(french.root)), language=FRENCH)

    return tuple(translated(link) for link in links)
