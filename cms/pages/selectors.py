"""What the site's menus and lists of pages read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, When
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page, Site

from cms.pages.languages import FRENCH, language, read_homes, translated_links
from cms.pages.models import NewsIndexPage, NewsPage, Publisher, Surroundings, publisher
from engagement.associations.social import network_of
from kernel.editions.selectors import kept, shape_of
from kernel.prepared import prepared


@dataclass(frozen=True, slots=True)
class MenuLink:
    """One entry of a menu. `language` of its label, where it is not that of the page; `conformity` of the site, which
    the law wants said wherever a link leads to the statement of accessibility."""

    label: str
    url: str
    current: bool = False
    language: str = ""
    conformity: str = ""


@dataclass(frozen=True, slots=True)
class Menus:
    """The links that editors put in the header and in the footer. `chosen`: the header's are all that is wanted."""

    header: tuple[MenuLink, ...] = ()
    footer: tuple[MenuLink, ...] = ()
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Banner:
    """A line above every page, from one day to another, both included; no day has no limit."""

    text: str
    url: str
    tone: str
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Foot:
    """Words and pages on social networks at the foot of every page."""

    words: str = ""
    social: tuple[MenuLink, ...] = ()


def site_of(request: HttpRequest) -> Site | None:
    """The territory's one site, whatever its host, kept for as long as the edition lasts; Wagtail finds it here too."""
    if not hasattr(request, "_wagtail_site"):
        found = kept(request, "site", _sites)
        request._wagtail_site = next(iter(found), None)  # type: ignore[attr-defined]  # where Wagtail looks
    site: Site | None = request._wagtail_site  # type: ignore[attr-defined]
    return site


@prepared
def _sites() -> QuerySet[Site]:
    found: QuerySet[Site] = Site.objects.filter(is_default_site=True).select_related("root_page")
    return found


def menus(request: HttpRequest) -> Menus:
    """The links to pages for a request's site. No query but the edition's, unless what stands around has changed."""
    found = _around(request).menus
    return replace(
        found,
        header=tuple(replace(link, current=link.url == request.path) for link in found.header),
        footer=tuple(replace(link, current=link.url == request.path) for link in found.footer),
    )


def banners(request: HttpRequest, *, today: date) -> list[Banner]:
    """Those of today, in the editors' order. As `menus`."""
    return [
        one
        for one in _around(request).banners
        if (one.first_day is None or one.first_day <= today)
        and (one.last_day is None or today <= one.last_day)
    ]


def foot(request: HttpRequest) -> Foot:
    """What editors say at the foot of the pages. As `menus`."""
    return _around(request).foot


@dataclass(frozen=True, slots=True)
class _Around:
    menus: Menus = field(default_factory=Menus)
    banners: tuple[Banner, ...] = ()
    foot: Foot = field(default_factory=Foot)


_SHAPE = shape_of(_Around, Menus, MenuLink, Banner, Foot)


def _around(request: HttpRequest) -> _Around:
    """All that stands around a request's page, read at most once a request. Three queries when it has changed."""
    found: _Around | None = getattr(request, "_around", None)
    if found is None:
        site = site_of(request)
        code = language()
        found = (
            kept(
                request,
                f"around:{_SHAPE}:{site.pk}:{code}",
                lambda: _in_language(_read(site.root_page), code),
            )
            if site
            else _Around()
        )
        request._around = found  # type: ignore[attr-defined]
    return found


def _in_language(around: _Around, code: str) -> _Around:
    known, menus = read_homes(), around.menus
    if code != FRENCH and code in known and FRENCH in known:
        menus = replace(
            menus,
            header=translated_links(menus.header, code=code, homes=known),
            footer=translated_links(menus.footer, code=code, homes=known),
        )
    return replace(
        around, menus=replace(menus, footer=tuple(_with_conformity(link, code) for link in menus.footer))
    )


def _with_conformity(link: MenuLink, code: str) -> MenuLink:
    if not link.conformity:
        return link
    with override(link.language or code):
        about = Publisher.Conformity(link.conformity).label
        return replace(link, label=_("%(title)s: %(about)s") % {"title": link.label, "about": about})


def _read(root: Page) -> _Around:
    said = Surroundings.objects.first() or Surroundings()
    pages = _pages_of_menus(root)
    with override(FRENCH):  # as they were chosen: `translated_links` says where they lead in another language
        header, footer = _chosen(said.header), _chosen(said.footer)
    values = [block.value for block in said.banners]
    urls = [str(block.value) for block in said.social]
    return _Around(
        Menus(header=header or pages.header, footer=footer or pages.footer, chosen=bool(header)),
        tuple(
            Banner(one["text"], one["url"], one["tone"], one["first_day"], one["last_day"]) for one in values
        ),
        Foot(said.footer_words, tuple(MenuLink(label=network_of(url), url=url) for url in urls)),
    )


def _chosen(links: Any) -> tuple[MenuLink, ...]:
    values = [block.value for block in links]
    return tuple(MenuLink(label=one["label"], url=one.href) for one in values if one.href)


#: Types of pages that may say “show in the footer”.
_FOOTED = ("contentpage", "partnerspage", "contactpage", "legalpage", "privacypage", "accessibilitypage")


def _pages_of_menus(root: Page) -> Menus:
    in_footer = Q()
    for kind in _FOOTED:
        in_footer |= Q(**{f"{kind}__show_in_footer": True})
    rows = (
        Page.objects.live()
        .public()
        .descendant_of(root)
        .filter(Q(show_in_menus=True) | in_footer)
        .annotate(footed=Case(When(in_footer, then=True), default=False, output_field=BooleanField()))
        .order_by("path")
        .values_list("title", "url_path", "show_in_menus", "footed", "accessibilitypage")
    )
    header: list[MenuLink] = []
    footer: list[MenuLink] = []
    for title, url_path, in_header, footed, statement in rows:
        link = MenuLink(
            label=title,
            url="/" + url_path.removeprefix(root.url_path),
            conformity=publisher().conformity if statement else "",
        )
        if in_header:
            header.append(link)
        if footed:
            footer.append(link)
    return Menus(header=tuple(header), footer=tuple(footer))


def latest_news(*, count: int) -> list[NewsPage]:
    """The latest live articles in the language at hand or, as long as it has none, in French. One query a language."""
    for code in dict.fromkeys((language(), FRENCH)):
        if found := _articles(code=code, count=count):
            return found
    return []


@prepared
def _articles(*, code: str, count: int) -> QuerySet[NewsPage]:
    articles = NewsPage.objects.live().filter(locale__language_code=code, alias_of=None)
    found: QuerySet[NewsPage] = articles.order_by("-date", "-pk").select_related("picture", "locale")
    return found[:count]


def news_url(code: str) -> str:
    """Address of the list of articles in a language, or an empty string. One query when Wagtail knows its site."""
    return next((index.url or "" for index in _news_indexes(code=code)), "")


@prepared
def _news_indexes(*, code: str) -> QuerySet[NewsIndexPage]:
    found: QuerySet[NewsIndexPage] = NewsIndexPage.objects.live().filter(locale__language_code=code)
    return found.order_by("path")[:1]
