"""Changes to a territory's entry in the register. Each takes effect on every process as it commits."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kernel.tenancy import TerritoryState, public_context
from kernel.tenancy.hosts import forget_hosts
from tenants.registry.models import Territory


class WrongState(Exception):
    """The territory is not in a state from which this can be done."""


def suspend_territory(*, territory: Territory) -> Territory:
    """Answer 503 in the territory's name from now on; nothing is lost. Idempotent. Raises `WrongState`."""
    return _change_state(territory, to=TerritoryState.SUSPENDED, allowed_from=TerritoryState.LIVE)


def resume_territory(*, territory: Territory) -> Territory:
    """Open a suspended territory's site again. Idempotent. Raises `WrongState`."""
    return _change_state(territory, to=TerritoryState.LIVE, allowed_from=TerritoryState.SUSPENDED)


def _change_state(territory: Territory, *, to: TerritoryState, allowed_from: TerritoryState) -> Territory:
    with public_context(), transaction.atomic():
        current = Territory.objects.select_for_update().get(pk=territory.pk)
        if current.state not in {to, allowed_from}:
            raise WrongState(
                _("%(name)s is in the state “%(state)s”.") % {"name": current.name, "state": current.state}
            )
        current.state = to
        current.save(update_fields=["state"])
        forget_hosts([domain.domain for domain in current.domains.all()])
    return current


def leave_behind(*, schema: str, release: str, reason: str) -> None:
    """Mark the territory of a schema as one that this release's migrations failed on: the release leaves it alone."""
    _mark(Territory.objects.filter(schema_name=schema), behind=release, behind_because=reason[:2000])


def catch_up(*, except_for: Collection[str]) -> None:
    """Take the mark of `leave_behind` from every territory but those of these schemas."""
    _mark(
        Territory.objects.exclude(behind="").exclude(schema_name__in=except_for),
        behind="",
        behind_because="",
    )


def _mark(territories: QuerySet[Territory], *, behind: str, behind_because: str) -> None:
    with public_context(), transaction.atomic():
        marked = list(territories.prefetch_related("domains"))
        territories.update(behind=behind, behind_because=behind_because)
        forget_hosts([domain.domain for territory in marked for domain in territory.domains.all()])
