"""Changes to a territory's entry in the register. Each takes effect on every process as it commits.

`By` says who acts: an administrator of the network, whose account is public's; or by role only, an operator of the
territory (`"operator"`), whose account is the territory's own, or the platform itself. Reasons stand in the network's
journal: they name no citizen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from kernel.accounts.models import User
from kernel.audit import services as audit
from kernel.lifecycle import ForbiddenTransition
from kernel.tenancy import OPEN_STATES, public_context
from kernel.tenancy.hosts import forget_hosts
from tenants.registry.enums import OPERATOR_ROLE
from tenants.registry.lifecycle import NOTICE, TERRITORY
from tenants.registry.models import Territory
from tenants.registry.signals import territory_changed


class WrongState(Exception):
    """The territory is not in a state from which this can be done."""


@dataclass(frozen=True, slots=True)
class By:
    """Who acts: `administrator` is a user of `public`."""

    role: str = "platform"
    administrator: User | None = None


PLATFORM = By()
OPERATOR = By(OPERATOR_ROLE)


@contextmanager
def changing(
    territory: Territory,
    *,
    act: str,
    now: datetime,
    by: By,
    reason: str = "",
    details: Mapping[str, Any] | None = None,
) -> Iterator[Territory]:
    """The register's row, locked, to be changed and saved within: one transaction in `public`, with the journal's
    entry, the word to the layers above, and what every process knew of its hosts forgotten."""
    with public_context(), transaction.atomic():
        # Not the key: rows of its neighbours refer to it, and two that change at once would wait for each other.
        current = Territory.objects.select_for_update(no_key=True).get(pk=territory.pk)
        before = current.context()
        hosts = {domain.domain for domain in current.domains.all()}
        yield current
        audit.record(
            act=act,
            actor=by.administrator,
            role=by.role,
            subject=current,
            reason=reason,
            details=details,
            at=now,
        )
        territory_changed.send(Territory, territory=current, before=before)
        forget_hosts(sorted(hosts | {domain.domain for domain in current.domains.all()}))


def change_state(
    *, territory: Territory, action: str, now: datetime, reason: str = "", by: By = PLATFORM, **fields: Any
) -> Territory:
    """Take a step of the territory's life (`lifecycle.TERRITORY`). Idempotent. Raises `WrongState`.

    `fields` are other fields of its row that go with the step.
    """
    target = TERRITORY.transitions[action].target
    with public_context():
        current: Territory = Territory.objects.get(pk=territory.pk)
    if current.state == target:
        return current
    with changing(territory, act=f"territory.{action}", now=now, by=by, reason=reason) as current:
        try:
            current.state = TERRITORY.target(action, current.state)
        except ForbiddenTransition:
            raise WrongState(
                _("%(name)s is in the state “%(state)s”.")
                % {"name": current.name, "state": current.get_state_display()}
            ) from None
        current.state_since = now
        current.trial_ends_on = current.leaves_on = None
        current.notice_by = ""
        for name, value in fields.items():
            setattr(current, name, value)
        current.save()
    return current


def suspend_territory(
    *, territory: Territory, now: datetime, reason: str = "", by: By = PLATFORM
) -> Territory:
    """Close the site, with a page that says so, for all but the team, who may read. Raises `WrongState`."""
    return change_state(territory=territory, action="suspend", now=now, reason=reason, by=by)


def resume_territory(
    *, territory: Territory, now: datetime, reason: str = "", by: By = PLATFORM
) -> Territory:
    """Open the site of a territory that is suspended, archived or leaving, as it was. Raises `WrongState`.

    Where it stands with what it pays is worked out anew by who listens.
    """
    resumed = change_state(territory=territory, action="resume", now=now, reason=reason, by=by)
    resumed.refresh_from_db()
    return resumed


def archive_territory(
    *, territory: Territory, now: datetime, reason: str = "", by: By = PLATFORM
) -> Territory:
    """Close the site for long. Raises `WrongState`."""
    return change_state(territory=territory, action="archive", now=now, reason=reason, by=by)


def give_notice(
    *, territory: Territory, now: datetime, reason: str = "", by: By = PLATFORM, day: date | None = None
) -> Territory:
    """Close the site, and say when everything will be deleted: on `day`, `NOTICE` from now at the earliest.

    Raises `WrongState`.
    """
    earliest = (now + NOTICE).date()
    return change_state(
        territory=territory,
        action="give_notice",
        now=now,
        reason=reason,
        by=by,
        leaves_on=max(day or earliest, earliest),
        notice_by=by.role,
    )


def withdraw_notice(*, territory: Territory, now: datetime) -> Territory:
    """Its operators take back the notice that they gave: the site opens as it was. Idempotent.

    Raises `WrongState` where the network gave it, or closed the site for another reason.
    """
    with public_context(), transaction.atomic():
        current: Territory = Territory.objects.select_for_update(no_key=True).get(pk=territory.pk)
        if current.state in OPEN_STATES:
            return current
        if not current.is_resigning:
            raise WrongState(_("The network closed this territory: only the network opens it again."))
        return resume_territory(territory=current, now=now, by=OPERATOR)


def leave_behind(*, schema: str, release: str, reason: str) -> None:
    """Mark the territory of a schema as one that this release's migrations failed on: the release leaves it alone.

    `reason` is shown in the console: it quotes no record.
    """
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
