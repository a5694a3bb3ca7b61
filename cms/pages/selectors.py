"""What the site's menus and lists of pages read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.pages.models import NewsIndexPage, NewsPage


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


def menus(request: HttpRequest) -> Menus:
    """The links to pages for a request's site. Two queries, of which Wagtail's own look for the site is one."""
    site = Site.find_for_request(request)
    if site is None:
        return Menus()
    root = site.root_page
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
        url = "/" + url_path.removeprefix(root.url_path)
        link = MenuLink(label=title, url=url, current=request.path == url)
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
