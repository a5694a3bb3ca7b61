"""Where the routes of conversations are visited, and who reaches them."""

from __future__ import annotations

from tests.isolation.filling import Filled
from tests.isolation.walker import At, Example

REACHED_BY = {
    "messaging:unblock": "manager",
    "messaging:to_all": "manager",
    **dict.fromkeys(
        (
            "messaging:thread",
            "messaging:news",
            "messaging:download",
            "messaging:reveal",
            "messaging:revoke",
            "messaging:block",
            "messaging:report",
            "messaging:close",
            "messaging:reopen",
        ),
        "citizen",
    ),
}


def _threads(filled: Filled) -> list[At]:
    messaging = filled.messaging
    threads = (messaging.own, messaging.blocked, messaging.between, messaging.citizens)
    return [At(kwargs={"pk": one.pk}) for one in threads]


def _first_messages(filled: Filled) -> list[At]:
    return [
        At(query={"association": filled.associations["published"].slug}),
        At(query={"mission": filled.missions["published"].slug}),
        *(At(query={"participation": one.pk}) for one in filled.participations.values()),
    ]


def _own(filled: Filled) -> At:
    return At(kwargs={"pk": filled.messaging.own.pk})


EXAMPLES: dict[str, Example] = {
    "messaging:mine": lambda filled: [At(), At(query={"q": filled.messaging.own.subject.split()[0]})],
    "messaging:thread": _threads,
    "messaging:news": lambda filled: At(kwargs={"pk": filled.messaging.own.pk}, query={"after": 0}),
    "messaging:start": _first_messages,
    "messaging:download": lambda filled: At(
        kwargs={"pk": filled.messaging.own.pk, "attachment_pk": filled.messaging.attachment.pk}
    ),
    "messaging:revoke": lambda filled: At(
        kwargs={"pk": filled.messaging.own.pk, "reveal_pk": filled.messaging.reveal.pk}
    ),
    "messaging:review": lambda filled: At(kwargs={"pk": filled.messaging.report.pk}),
    "messaging:unblock": lambda filled: At(kwargs={"pk": filled.messaging.blocked.pk}),
    "messaging:to_all": lambda filled: At(kwargs={"pk": filled.missions["published"].pk}),
    "messaging:provider_mail": lambda filled: At(kwargs={"provider": "mailgun"}),
    **dict.fromkeys(
        (
            "messaging:reveal",
            "messaging:block",
            "messaging:report",
            "messaging:close",
            "messaging:reopen",
        ),
        _own,
    ),
}
