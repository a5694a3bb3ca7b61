"""Where the console's routes are visited: of each territory that the walk knows."""

from __future__ import annotations

from tests.isolation.filling import Filled
from tests.isolation.walker import At, Example


def _of(filled: Filled) -> dict[str, str]:
    return {"slug": filled.territory.slug}


EXAMPLES: dict[str, Example] = {
    "console:territory": lambda filled: At(kwargs=_of(filled)),
    "console:review": lambda filled: At(kwargs=_of(filled), data={"decision": "accept"}),
    "console:step": lambda filled: [
        At(kwargs=_of(filled) | {"step": "suspend"}),
        At(kwargs=_of(filled) | {"step": "suspend"}, data={"reason": "Convention échue"}),
    ],
    "console:settle": lambda filled: [
        At(kwargs=_of(filled)),
        At(kwargs=_of(filled), data={"reason": "Relais de courrier remis en route"}),
    ],
    "console:invoices": lambda filled: [
        At(),
        At(query={"words": filled.invoice.number, "year": str(filled.invoice.issued_on.year)}),
        At(query={"words": filled.territory.name, "standing": "open"}),
    ],
    "console:invoices_csv": lambda filled: At(query={"standing": "open"}),
    "console:invoice": lambda filled: At(kwargs={"number": filled.invoice.number}),
    "console:electronic_invoice": lambda filled: At(kwargs={"number": filled.invoice.number}),
    "console:paid": lambda filled: At(kwargs={"number": filled.invoice.number}),
    "console:credited": lambda filled: [
        At(kwargs={"number": filled.invoice.number}),
        At(kwargs={"number": filled.invoice.number}, data={"reason": "Deux commandes", "again": "on"}),
    ],
}
