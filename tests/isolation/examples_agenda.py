"""Where the routes of the agenda and of offers are visited, and by whom."""

from __future__ import annotations

from engagement.offers.renewal_links import token_for
from kernel.tenancy import tenant_context
from tests.isolation.filling import Filled
from tests.isolation.walker import At, Example

REACHED_BY: dict[str, str] = {
    "offers:renew_by_link": "anonymous",
    **dict.fromkeys(
        (
            "agenda:manage",
            "agenda:create",
            "agenda:edit",
            "agenda:publish",
            "agenda:cancel",
            "agenda:guests",
            "agenda:missions",
            "agenda:create_mission",
        ),
        "manager",
    ),
    **dict.fromkeys(
        (f"offers:{name}" for name in ("edit", "publish", "pause", "resume", "renew", "delete")), "citizen"
    ),
}


def _months(filled: Filled) -> list[At]:
    days = [event.starts_at for event in filled.events.values()]
    return [At(kwargs={"year": day.year, "month": day.month}) for day in days]


def _pages(filled: Filled) -> list[At]:
    return [At(kwargs={"slug": one.slug}) for one in filled.events.values()]


def _managed(filled: Filled) -> list[At]:
    return [At(kwargs={"pk": one.pk}) for one in filled.events.values()]


def _comings(filled: Filled) -> At:
    """To the date that people come to."""
    event = filled.events["published"]
    return At(kwargs={"slug": event.slug}, data={"occurrence": event.coming_to, "people": 1})


def _own_offers(filled: Filled) -> list[At]:
    return [At(kwargs={"pk": one.pk}) for one in filled.offers.values()]


def _renewals(filled: Filled) -> At:
    with tenant_context(filled.territory):
        return At(kwargs={"token": token_for(filled.offers["published"])})


EXAMPLES: dict[str, Example] = {
    "agenda:list": lambda filled: [
        At(),
        At(query={"q": filled.events["published"].slug.partition("-")[0]}),
        At(query={"association": filled.associations["published"].slug}),
    ],
    "agenda:month": _months,
    "agenda:detail": _pages,
    "agenda:event_ics": _pages,
    "agenda:association_ics": lambda filled: At(kwargs={"slug": filled.associations["published"].slug}),
    "agenda:association_rss": lambda filled: At(kwargs={"slug": filled.associations["published"].slug}),
    "agenda:commune_ics": lambda filled: At(kwargs={"commune": filled.events["published"].commune_id}),
    "agenda:commune_rss": lambda filled: At(kwargs={"commune": filled.events["published"].commune_id}),
    "agenda:come": _comings,
    "agenda:withdraw": _comings,
    "agenda:edit": _managed,
    "agenda:guests": _managed,
    "agenda:publish": lambda filled: At(kwargs={"pk": filled.events["draft"].pk}),
    "offers:detail": lambda filled: [At(kwargs={"slug": one.slug}) for one in filled.offers.values()],
    **{f"offers:{name}": _own_offers for name in ("edit", "publish", "pause", "resume", "renew", "delete")},
    "offers:renew_by_link": _renewals,
}
