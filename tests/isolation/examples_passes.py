"""Where the routes of passes are visited, and who reaches them."""

from __future__ import annotations

from engagement.passes.models import Pass
from engagement.passes.tickets import issue_ticket
from kernel.tenancy import tenant_context
from tests.isolation.filling import Filled
from tests.isolation.filling_passes import FAR
from tests.isolation.walker import At, Example

REACHED_BY = {
    "passes:cross": "citizen",
    "passes:end": "citizen",
    "passes:known": "citizen",
}


def _ticket(filled: Filled) -> At:
    with tenant_context(filled.territory):
        to_itself = Pass(host=filled.territory.slug, code=filled.passes.held.code)
        return At(kwargs={"text": issue_ticket(to_itself, path="/missions/")})


EXAMPLES: dict[str, Example] = {
    "passes:mission": lambda filled: At(kwargs={"territory": FAR, "mission_id": 1}),
    "passes:cross": lambda filled: At(kwargs={"territory": FAR, "path": "missions/"}),
    "passes:end": lambda filled: At(kwargs={"territory": FAR}),
    "passes:enter": _ticket,
}
