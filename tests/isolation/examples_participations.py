"""Where the routes of taking part are visited, and who reaches them."""

from __future__ import annotations

from engagement.participations.offer_links import offer_path
from kernel.tenancy import tenant_context
from tests.isolation.filling import Filled
from tests.isolation.walker import At, Example

REACHED_BY = {
    "participations:inbox": "manager",
    "participations:answer": "manager",
    "participations:answer_many": "manager",
    "participations:export": "manager",
    "participations:questions": "manager",
    "participations:attendance": "manager",
    "participations:sheet": "manager",
    "participations:withdraw": "citizen",
    "participations:entry": "citizen",
    "participations:offer": "citizen",
}


def _each(filled: Filled) -> list[At]:
    return [At(kwargs={"pk": one.pk}) for one in filled.participations.values()]


def _mission(filled: Filled) -> At:
    return At(kwargs={"pk": filled.missions["published"].pk})


def _offer(filled: Filled) -> At:
    with tenant_context(filled.territory):
        path = offer_path(filled.participations["offered"])
    return At(kwargs={"token": path.split("/")[-2]})


EXAMPLES: dict[str, Example] = {
    "participations:withdraw": _each,
    "participations:answer": _each,
    "participations:entry": lambda filled: At(kwargs={"pk": filled.participations["accepted"].pk}),
    "participations:offer": _offer,
    "participations:feed": lambda filled: At(kwargs={"token": filled.calendar_feed.token}),
    "participations:questions": _mission,
    "participations:attendance": lambda filled: [
        At(kwargs={"pk": filled.missions[name].pk}) for name in ("published", "dated")
    ],
    "participations:sheet": lambda filled: At(
        kwargs={"pk": filled.missions["dated"].pk, "slot_id": filled.participations["accepted"].slot_id}
    ),
}
