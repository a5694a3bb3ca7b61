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
}


def _answer(filled: Filled) -> At:
    return At(kwargs={"pk": filled.invitations.open.pk})


EXAMPLES: dict[str, Example] = {
    "invitations:find": lambda filled: At(kwargs={"pk": filled.invitations.mission.pk}),
    "invitations:invite": lambda filled: At(
        kwargs={"pk": filled.invitations.mission.pk, "card": filled.invitations.card}
    ),
    "invitations:answer": _answer,
    "invitations:accept": _answer,
    "invitations:decline": _answer,
    "invitations:again": lambda filled: At(kwargs={"slug": filled.associations["published"].slug}),
}
