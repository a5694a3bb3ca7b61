"""Word to those who run a territory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from kernel.accounts.models import User
from kernel.mail.services import send
from kernel.tenancy import tenant_context
from tenants.registry.models import Territory

#: What those may do who run a territory (`engagement.rules`), by which they are found.
RUN_TERRITORY = "rules.run_territory"


def operators() -> QuerySet[User]:
    """Those who run the territory at hand."""
    app, codename = RUN_TERRITORY.split(".")
    return User.objects.filter(
        is_active=True,
        groups__permissions__codename=codename,
        groups__permissions__content_type__app_label=app,
    ).distinct()


def tell_operators(*, territory: Territory, template: str, context: Mapping[str, Any], key: str) -> None:
    """Write an e-mail to each of them, once for a `key`. A `page` of `context`, a path, becomes its `action_url`."""
    with tenant_context(territory.context()) as here:
        told = dict(context)
        if page := told.pop("page", ""):
            told["action_url"] = here.base_url + page
        for person in operators():
            send(template=template, to=person, context=told, key=key)
