"""Where the routes of invitations are visited, and who reaches them."""

from __future__ import annotations

from tests.isolation.filling import Filled
from tests.isolation.walker import At, Example

REACHED_BY = {
    "invitations:find": "manager",
    "invitations:invite": "manager",
    "invitations:answer": "citizen",
    "invitations:accept": "citizen",
    "invitations:decline": "citizen",
    "invitations:again": "citizen",
    "invitations:from_away": "citizen",
    "invitations:decline_away": "citizen",
    "invitations:again_away": "citizen",
    "invitations:arrive": "citizen",
    "invitations:invite_away": "manager",
}


def _answer(filled: Filled) -> At:
    return At(kwargs={"pk": filled.invitations.open.pk})


def _from_away(filled: Filled) -> At:
    return At(kwargs={"pk": filled.invitations.from_away.pk})


EXAMPLES: dict[str, Example] = {
    "invitations:find": lambda filled: At(kwargs={"pk": filled.invitations.mission.pk}),
    "invitations:invite": lambda filled: At(
        kwargs={"pk": filled.invitations.mission.pk, "card": filled.invitations.card}
    ),
    "invitations:answer": _answer,
    "invitations:accept": _answer,
    "invitations:decline": _answer,
    "invitations:from_away": _from_away,
    "invitations:decline_away": _from_away,
    "invitations:again_away": _from_away,
    "invitations:arrive": lambda filled: At(kwargs={"code": filled.invitations.arrived.code}),
    "invitations:invite_away": lambda filled: At(
        kwargs={"pk": filled.invitations.mission.pk, "trace": filled.invitations.arrived.trace}
    ),
    "invitations:again": lambda filled: At(kwargs={"slug": filled.associations["published"].slug}),
}
