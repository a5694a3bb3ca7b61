"""At the mission's territory: an association asks somebody of another one; her territory tells what she says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from engagement.contact_details import hide_contact_details
from engagement.invitations.journal import INVITED
from engagement.invitations.models import FarAnswer, MissionInvitation, SentAway
from engagement.invitations.people_away import people_away
from engagement.invitations.selectors import last_number, month_of
from engagement.invitations.services import NotInvitable, opening_about
from engagement.messaging.services import (
    MOST_STARTED_A_DAY,
    ConversationRefused,
    TooManyConversations,
    start_conversation,
)
from engagement.missions.models import Mission
from engagement.passes.calling import call_upon
from engagement.passes.selectors import guest_called
from kernel.accounts.models import User
from kernel.audit.services import record
from matching.envelopes.services import post

#: The kind of envelope that asks her, and the one that says what she answered.
ASKED, ANSWERED = "invitation", "invitation-answer"


@transaction.atomic
def invite_away(*, mission: Mission, trace: str, by: User, message: str, now: datetime) -> SentAway:
    """Ask somebody of another territory for a mission; her own passes it on, or not.

    Whether `by` acts for the association is the caller's question. Raises `NotInvitable`, `TooManyConversations`.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if (
        SentAway.objects.filter(invited_by=by, sent_at__gt=now - timedelta(days=1)).count()
        >= MOST_STARTED_A_DAY
    ):
        raise TooManyConversations
    found = next((one for one in people_away(mission=mission, now=now).people if one.trace == trace), None)
    if found is None or not Mission.objects.current(now).filter(pk=mission.pk).exists():
        raise NotInvitable
    try:
        with transaction.atomic():
            sent = SentAway.objects.create(
                mission=mission,
                invited_by=by,
                home=found.home,
                home_name=found.home_name,
                trace=trace,
                words=hide_contact_details(message),
                sent_at=now,
            )
    except IntegrityError:
        raise NotInvitable from None
    post(
        recipient=found.home,
        content={
            "kind": ASKED,
            "subject": str(sent.code),
            "card": str(found.card.code),
            "mission": mission.pk,
            "association": mission.association_id,
            "words": sent.words,
            "sent_at": now.isoformat(),
        },
    )
    transaction.on_commit(partial(call_upon, found.home))
    record(act=INVITED, actor=by, subject=mission, at=now)
    return sent


def take_in_answer(home: str, content: Mapping[str, Any], now: datetime) -> None:
    """What her territory says of an invitation: she comes, by her pass; she says no; it was not passed on."""
    held = SentAway.objects.select_for_update(of=("self",)).select_related(
        "mission__association", "invited_by"
    )
    sent = held.filter(code=UUID(content["code"]), home=home, answer=FarAnswer.NONE).first()
    if sent is None:
        return
    sent.answer = FarAnswer(content["answer"])
    if sent.answer == FarAnswer.ACCEPTED and (guest := guest_called(code=content["pass"], home=home)):
        sent.invitation = _welcome(sent, guest.user, now)
    sent.save(update_fields=["answer", "invitation"])


def _welcome(sent: SentAway, guest: User, now: datetime) -> MissionInvitation:
    """She comes: from here on she is invited like anybody, and answers on the invitation's page."""
    mission, month = sent.mission, month_of(sent.sent_at)
    invitation = MissionInvitation.objects.create(
        mission=mission,
        user=guest,
        invited_by=sent.invited_by,
        sent_at=sent.sent_at,
        month=month,
        number=last_number(user=guest, month=month) + 1,
    )
    if sent.invited_by is None:
        return invitation
    try:
        with transaction.atomic():
            written = start_conversation(
                opening=opening_about(mission, guest),
                author=sent.invited_by,
                subject=gettext("Invitation: %(mission)s") % {"mission": mission.title},
                body=sent.words,
                now=now,
                tells=False,
            )
    except ConversationRefused:  # who wrote manages it no longer, or one side blocked the other
        return invitation
    invitation.conversation = written.conversation
    invitation.save(update_fields=["conversation"])
    return invitation
