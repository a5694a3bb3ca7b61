"""Answering several people at once: each answer stands on its own, and what could not be is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext as _

from engagement.participations.models import Participation
from engagement.participations.refusals import ParticipationRefused
from engagement.participations.services import (
    accept_participation,
    decline_participation,
    put_on_waiting_list,
)
from kernel.accounts.models import User
from kernel.lifecycle import ForbiddenTransition

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
