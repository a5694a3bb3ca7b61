"""What the site's menus and lists of pages read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.pages.models import NewsIndexPage, NewsPage
from kernel.editions.selectors import kept


@dataclass(frozen=True, slots=True)
class MenuLink:
    """One entry of a menu."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Menus:
    """The pages that editors put in the header and in the footer, in the order of the page tree."""

    header: tuple[MenuLink, ...] = ()
    footer: tuple[MenuLink, ...] = ()


def site_of(request: HttpRequest) -> Site | None:
    """Wagtail's site for a request, kept for as long as the edition lasts; Wagtail finds it here too."""
    if not hasattr(request, "_wagtail_site"):
        found = kept(request, f"site:{request.get_host()}", lambda: (Site._find_for_request(request),))
        request._wagtail_site = found[0]
    site: Site | None = request._wagtail_site
    return site


def menus(request: HttpRequest) -> Menus:
    """The links to pages for a request's site. One query an edition."""
    site = site_of(request)
    if site is None:
        return Menus()
    found = kept(request, f"menus:{site.pk}", lambda: _menus(site.root_page))
    return Menus(
        header=tuple(replace(link, current=link.url == request.path) for link in found.header),
        footer=tuple(replace(link, current=link.url == request.path) for link in found.footer),
    )


def _menus(root: Page) -> Menus:
    shown = Q(show_in_menus=True) | Q(contentpage__show_in_footer=True)
    rows = (
        Page.objects.live()
        .descendant_of(root)
        .filter(shown)
        .order_by("path")
        .values_list("title", "url_path", "show_in_menus", "contentpage__show_in_footer")
    )
    header: list[MenuLink] = []
    footer: list[MenuLink] = []
    for title, url_path, in_header, in_footer in rows:
        link = MenuLink(label=title, url="/" + url_path.removeprefix(root.url_path))
        if in_header:
            header.append(link)
        if in_footer:
            footer.append(link)
    return Menus(header=tuple(header), footer=tuple(footer))


def latest_news(*, count: int) -> QuerySet[NewsPage]:
    """The latest live articles. One query."""
    articles: QuerySet[NewsPage] = NewsPage.objects.live().order_by("-date", "-pk").select_related("picture")
    return articles[:count]


def news_url() -> str:
    """Address of the list of articles, or an empty string. One query when Wagtail knows its site."""
    index = NewsIndexPage.objects.live().first()
    return (index.url or "") if index else ""
