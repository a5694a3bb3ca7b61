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
    "console:invoice": lambda filled: At(kwargs=_of(filled) | {"pk": filled.invoice.pk}),
    "console:electronic_invoice": lambda filled: At(kwargs=_of(filled) | {"pk": filled.invoice.pk}),
    "console:paid": lambda filled: At(kwargs=_of(filled) | {"pk": filled.invoice.pk}),
}
