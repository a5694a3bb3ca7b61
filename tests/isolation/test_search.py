"""A search in one territory finds nothing of another: not by words both use, not by words only the other uses."""

from __future__ import annotations

from django.urls import reverse

from tests.harness.clients import HostClient
from tests.isolation.filling import Filled, Twins
from tests.isolation.marks import around, readable, traces_of

#: Route, and the parameter that holds the words.
SEARCHES = [
    ("missions:list", "q"),
    ("associations:list", "q"),
    ("backoffice_associations:index", "q"),
    ("backoffice_associations:index_results", "q"),
    ("backoffice_missions:index", "q"),
    ("backoffice_missions:index_results", "q"),
    ("backoffice_search", "q"),
    ("backoffice_volunteers", "q"),
    ("backoffice_moderation:queue", "q"),
    ("wagtailadmin_pages:search", "q"),
    ("wagtailadmin_pages:search_results", "q"),
    ("wagtailadmin_choose_page_search", "q"),
    ("wagtailadmin_api:pages:listing", "search"),
    ("wagtailadmin_api:images:listing", "search"),
    ("wagtailadmin_api:documents:listing", "search"),
    ("wagtailadmin_tag_autocomplete", "term"),
    ("wagtailimages:index", "q"),
    ("wagtailimages:index_results", "q"),
    ("wagtailimages_chooser:choose", "q"),
    ("wagtailimages_chooser:choose_results", "q"),
    ("wagtaildocs:index", "q"),
    ("wagtaildocs:index_results", "q"),
    ("wagtaildocs_chooser:choose", "q"),
    ("wagtaildocs_chooser:choose_results", "q"),
    ("wagtailredirects:index", "q"),
    ("wagtailredirects:index_results", "q"),
    ("wagtailusers_users:index", "q"),
    ("wagtailusers_users:index_results", "q"),
    ("wagtailusers_groups:index", "q"),
]


def found(filled: Filled, word: str) -> dict[str, str]:
    """What the territory's administrator reads after each search."""
    client = HostClient(filled.territory.primary_host, filled.territory)
    client.force_login(filled.people["superuser"])
    pages = {}
    for name, parameter in SEARCHES:
        answer = client.get(reverse(name), {parameter: word})
        assert answer.status_code == 200, name
        pages[name] = readable(answer.content.decode())
    return pages


def test_searches_stay_in_their_territory(twins: Twins) -> None:
    """“Sentier” stands in both territories, “exclusif” in B only."""
    for word in ("sentier", "exclusif"):
        _search_both(twins, word)


def _search_both(twins: Twins, word: str) -> None:
    in_b, in_a = found(twins.b, word), found(twins.a, word)
    mark_a, mark_b = twins.a.marks.open.lower(), twins.b.marks.open.lower()
    traces = traces_of(twins.b.territory, twins.b.marks)
    for name, page in in_a.items():
        shown = [around(trace, page) for trace in traces if trace in page]
        assert not shown, f"{name} in A shows {shown}"
        assert mark_b in in_b[name], f"{name} in B finds nothing: the test would prove nothing"
        if word == "sentier":
            assert mark_a in page, f"{name} in A finds nothing: the test would prove nothing"
