"""Decides about things of the queue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction

from engagement.moderation.enums import WITH_REASON, Decision, act_of
from engagement.moderation.models import Reading
from engagement.moderation.registry import Moderated
from engagement.moderation.selectors import find, last_decision, offered
from kernel.accounts.models import User
from kernel.audit.models import Entry
from kernel.audit.services import record
from kernel.lifecycle import ForbiddenTransition


class NothingToDecide(Exception):
    """The thing is gone, or the team never had it."""


class AlreadyDecided(Exception):
    """Somebody decided since the page was shown; `entry` says who and what, None when the author changed it."""

    def __init__(self, entry: Entry | None) -> None:
        super().__init__("somebody was quicker")
        self.entry = entry


class ReasonMissing(Exception):
    """The author must be told why."""


@transaction.atomic
def decide(
    *,
    moderated: Moderated,
    pk: int,
    decision: Decision,
    by: User,
    now: datetime,
    seen: int = 0,
    reason: str = "",
) -> Entry:
    """Carry out a decision, tell the author, and write it in the journal.

    `seen` is the number of the last decision in the journal that the decider knew of, 0 for none. Raises
    `NothingToDecide`, `AlreadyDecided`, `ReasonMissing`.
    """
    reason = reason.strip()
    if decision in WITH_REASON and not reason:
        raise ReasonMissing
    # Held first, and read only then: whoever waited here finds what the other decided.
    moderated.pending().model._default_manager.select_for_update(no_key=True, of=("self",)).filter(
        pk=pk
    ).first()
    row = find(moderated, pk)
    if row is None:
        raise NothingToDecide
    last = last_decision(row.item)
    if seen != (last.pk if last else 0):
        raise AlreadyDecided(last)
    if decision not in offered(row):
        raise AlreadyDecided(None)
    try:
        _carry_out(moderated, decision, row.item, by, reason, now)
    except ForbiddenTransition as error:
        raise AlreadyDecided(None) from error
    return record(
        act=act_of(decision),
        actor=by,
        subject=row.item,
        subject_label=row.description.title,
        reason=reason if decision in WITH_REASON else "",
        details={"kind": moderated.kind},
        at=now,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A thing to decide about, as it was shown: `seen` as for `decide`."""

    moderated: Moderated
    pk: int
    seen: int


@transaction.atomic
def decide_several(
    *, chosen: Iterable[Chosen], decision: Decision, by: User, now: datetime, reason: str = ""
) -> list[Entry]:
    """One decision about several things: all are decided, or none when `decide` refuses one."""
    in_order = sorted(chosen, key=lambda one: (one.moderated.kind, one.pk))  # nobody waits for one another
    return [
        decide(
            moderated=one.moderated,
            pk=one.pk,
            decision=decision,
            by=by,
            now=now,
            seen=one.seen,
            reason=reason,
        )
        for one in in_order
    ]


def _carry_out(
    moderated: Moderated, decision: Decision, item: models.Model, by: User, reason: str, now: datetime
) -> None:
    act = {
        Decision.APPROVE: moderated.approve,
        Decision.SEND_BACK: moderated.send_back,
        Decision.SUSPEND: moderated.suspend,
        Decision.REINSTATE: moderated.reinstate,
    }.get(decision)
    if act:
        act(item=item, by=by, reason=reason, now=now)
    if decision in (Decision.APPROVE, Decision.REINSTATE, Decision.READ):
        mark_read(kind=moderated.kind, pks=[item.pk], now=now)
    else:
        Reading.objects.filter(kind=moderated.kind, object_id=item.pk).delete()


def mark_read(*, kind: str, pks: Iterable[int], now: datetime) -> None:
    """Things of a kind are known to the team: they come up again once they are shown anew."""
    Reading.objects.bulk_create(
        [Reading(kind=kind, object_id=pk, read_at=now) for pk in pks],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["read_at"],
    )
