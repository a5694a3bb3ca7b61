"""Where the platform’s own pages of the back office are visited."""

from __future__ import annotations

from tests.isolation.filling import Filled
from tests.isolation.walker import At, Example


def _moderated_things(filled: Filled) -> list[At]:
    things = [*filled.associations.values(), *filled.missions.values(), filled.messaging.report]
    return [At(kwargs={"kind": one._meta.model_name, "pk": one.pk}) for one in things]


def _several(filled: Filled) -> list[At]:
    """By numbers that both territories know, of which each decides about its own."""
    pick = [
        f"{one._meta.model_name}:{one.pk}"
        for one in (*filled.associations.values(), *filled.missions.values())
    ]
    return [
        At(query={"pick": pick}),
        At(data={"pick": pick, "decision": "suspend", "reason": "x", "seen": 0}),
    ]


def _own_events(filled: Filled) -> list[At]:
    """The territory's, and one of an association's, which is not the team's to write."""
    return [At(kwargs={"pk": filled.events[name].pk}) for name in ("territory", "published")]


def _claims(filled: Filled) -> list[At]:
    return [At(kwargs={"pk": filled.claim.pk}), At(kwargs={"pk": filled.claim.pk}, data={"x": "1"})]


EXAMPLES: dict[str, Example] = {
    "backoffice_events:edit": _own_events,
    "backoffice_events:publish": _own_events,
    "backoffice_events:cancel": _own_events,
    "backoffice_moderation:item": _moderated_things,
    "backoffice_moderation:several": _several,
    "backoffice_search": lambda filled: At(query={"q": "sentier"}),
    "backoffice_billing:pay": lambda filled: At(data={"how": "portal"}),
    "backoffice_billing:invoice": lambda filled: [At(kwargs={"number": filled.invoice.number})],
    "backoffice_billing:electronic": lambda filled: [At(kwargs={"number": filled.invoice.number})],
    "territory_download": lambda filled: [At(kwargs={"code": filled.archive.code})],
    "portal:short_path": lambda filled: [At(kwargs={"path": filled.territory.slug})],
    "tls_permission": lambda filled: [At(query={"domain": filled.territory.primary_host})],
    "territory_addresses": lambda filled: [
        At(),
        At(data={"primary": filled.territory.primary_host}),
        At(data={"domain": filled.claim.host}),
    ],
    "territory_name": lambda filled: [At(), At(data={"name": "Autre nom", "slug": "admin"})],
    "territory_notice": lambda filled: [At(), At(data={"take_back": "1"}), At(data={"reason": "Fusion"})],
    "territory_domain": _claims,
    "territory_domain_remove": _claims,
    "territory_communes": lambda filled: [At(), At(data={"add": "Tellin", "remove": "Libin"})],
}
