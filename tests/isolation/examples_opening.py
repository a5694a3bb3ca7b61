"""Where the routes of an opening are visited: on the portal, and where its operator comes in."""

from __future__ import annotations

from tenants.opening.documents import CURRENT
from tests.isolation.walker import At, Example

EXAMPLES: dict[str, Example] = {
    "opening:resume": lambda filled: [
        At(kwargs={"token": filled.application.token}),
        At(kwargs={"token": "devine"}),
    ],
    "opening:document": lambda filled: [
        At(kwargs={"document": document, "version": version}) for document, version in CURRENT.items()
    ],
    "opening_handover": lambda filled: At(kwargs={"token": filled.application.token}),
}
