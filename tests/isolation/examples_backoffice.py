"""Where the platform’s own pages of the back office are visited."""

from __future__ import annotations

from tests.isolation.filling import Filled
from tests.isolation.walker import At, Example


def _moderated_things(filled: Filled) -> list[At]:
    things = [*filled.associations.values(), *filled.missions.values(), filled.messaging.report]
    return [At(kwargs={"kind": one._meta.model_name, "pk": one.pk}) for one in things]


EXAMPLES: dict[str, Example] = {
    "backoffice_moderation:item": _moderated_things,
}
