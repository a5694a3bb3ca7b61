"""Answering several people at once: each answer stands on its own, and what could not be is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from engagement.lifecycle import ForbiddenTransition
from engagement.missions.models import Mission, Slot
from engagement.participations import mails
from engagement.participations.journal import WROTE
from engagement.participations.models import Participation
from engagement.participations.refusals import ParticipationRefused
from engagement.participations.services import (
    accept_participation,
    decline_participation,
    put_on_waiting_list,
)
from kernel.accounts.models import User
from kernel.audit import services as audit

type Answer = Literal["accept", "decline", "wait"]

_SERVICES: dict[Answer, Callable[..., Participation]] = {
    "accept": accept_participation,
    "decline": decline_participation,
    "wait": put_on_waiting_list,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who was answered, and the names of who was not, by the reason in words."""

    answered: list[Participation] = field(default_factory=list)
    refused: dict[str, list[str]] = field(default_factory=dict)


def answer_many(
    *,
    participations: Iterable[Participation],
    how: Answer,
    answered_by: User,
    now: datetime,
    answer: str = "",
) -> Outcome:
    """Give the same answer to each, who asked first first. The caller has checked that they are hers to answer."""
    outcome = Outcome()
    for participation in sorted(participations, key=lambda one: (one.requested_at, one.pk)):
        try:
            _SERVICES[how](participation=participation, answered_by=answered_by, now=now, answer=answer)
        except ParticipationRefused as refusal:
            reason = str(refusal.message)
        except ForbiddenTransition:
            reason = _("Answered or withdrawn already.")
        else:
            outcome.answered.append(participation)
            continue
        outcome.refused.setdefault(reason, []).append(participation.user.masked_name)
    return outcome


@transaction.atomic
def write_to_all(
    *, mission: Mission, slot: Slot | None, states: Iterable[str], text: str, author: User
) -> int:
    """Send the association's words to each person in these states, separately; returns how many people.

    `slot` None writes to all dates. Nobody sees who else is written to. The journal says who wrote, and to how many.
    """
    rows = Participation.objects.filter(mission=mission, state__in=list(states))
    if slot is not None:
        rows = rows.filter(slot=slot)
    people = {row.user_id: row for row in rows.select_related("user", "slot").order_by("-pk")}
    for participation in people.values():
        participation.mission = mission
        mails.tell_volunteer_message(participation, text=text)
    audit.record(act=WROTE, actor=author, subject=mission, details={"people": len(people)})
    return len(people)
