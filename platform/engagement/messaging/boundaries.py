"""What each side decides about the other: to be reached directly, to hear nothing more, to ask the team for help."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from engagement.messaging import mails
from engagement.messaging.models import (
    Block,
    Conversation,
    ReplyAddress,
    Report,
    ReportState,
    Reveal,
    Side,
)
from engagement.messaging.policies import (
    may_block,
    may_report,
    may_reveal,
    may_revoke,
    may_unblock,
    side_of,
)
from engagement.messaging.selectors import reports
from engagement.messaging.services import ConversationRefused
from kernel.accounts.models import User
from kernel.audit.services import record
from kernel.lifecycle import ForbiddenTransition


class NothingToReveal(ConversationRefused):
    message = _("Give an e-mail address, a telephone number, or both.")


@transaction.atomic
def reveal_contact_details(
    *, conversation: Conversation, owner: User, now: datetime, email: str = "", phone: str = ""
) -> Reveal:
    """Show her own contact details to the other side, on this conversation's page alone; the journal knows when.

    Raises `NothingToReveal`, and `ConversationRefused` where she may not write.
    """
    side = side_of(owner, conversation)
    if side is None or not may_reveal(owner, conversation):
        raise ConversationRefused
    if not email and not phone:
        raise NothingToReveal
    reveal = Reveal.objects.create(
        conversation=conversation, owner=owner, side=side, email=email, phone=phone, revealed_at=now
    )
    record(
        act="messaging.revealed",
        actor=owner,
        subject=conversation,
        subject_label="",
        details={"email": bool(email), "phone": bool(phone)},
        at=now,
    )
    mails.tell_of_reveal(reveal, now=now)
    return reveal


@transaction.atomic
def revoke_reveal(*, reveal: Reveal, user: User, now: datetime) -> Reveal:
    """Empty what was shown. `seen_at` still says whether the other side had read it. Raises `ConversationRefused`."""
    reveal = (
        Reveal.objects.select_for_update(no_key=True, of=("self",))
        .select_related("conversation")
        .get(pk=reveal.pk)
    )
    if not may_revoke(user, reveal):
        raise ConversationRefused
    reveal.email = reveal.phone = ""
    reveal.revoked_at = now
    reveal.save(update_fields=["email", "phone", "revoked_at"])
    record(
        act="messaging.reveal_revoked",
        actor=user,
        subject=reveal.conversation,
        subject_label="",
        details={"seen": reveal.seen_at is not None},
        at=now,
    )
    return reveal


def note_reveals_seen(*, conversation: Conversation, side: Side, now: datetime) -> None:
    """The people of a side have the other side's contact details before them."""
    conversation.reveals.filter(side=side.opposite, seen_at__isnull=True, revoked_at__isnull=True).update(
        seen_at=now
    )


@transaction.atomic
def block(*, conversation: Conversation, user: User, now: datetime) -> None:
    """Her side hears nothing more of the other, in any of their conversations; addresses to reply to die.

    Raises `ConversationRefused`.
    """
    side = side_of(user, conversation)
    if side is None or not may_block(user, conversation):
        raise ConversationRefused
    Block.objects.get_or_create(
        pair=conversation.pair,
        party=conversation.party(side),
        defaults={"author": user, "blocked_at": now},
    )
    ReplyAddress.objects.filter(conversation__pair=conversation.pair, revoked_at__isnull=True).update(
        revoked_at=now
    )
    record(act="messaging.blocked", actor=user, subject=conversation, subject_label="", at=now)


@transaction.atomic
def unblock(*, conversation: Conversation, user: User, now: datetime) -> None:
    """Her side takes its block back. Raises `ConversationRefused` for everybody else."""
    side = side_of(user, conversation)
    if side is None or not may_unblock(user, conversation):
        raise ConversationRefused
    Block.objects.filter(pair=conversation.pair, party=conversation.party(side)).delete()
    record(act="messaging.unblocked", actor=user, subject=conversation, subject_label="", at=now)


@transaction.atomic
def report(*, conversation: Conversation, reporter: User, reason: str, now: datetime) -> Report:
    """Ask the team to read this conversation. Raises `ConversationRefused` when she may not, or has already."""
    Conversation.objects.select_for_update(no_key=True).get(
        pk=conversation.pk
    )  # pressed twice, it is one report
    side = side_of(reporter, conversation)
    if side is None or not may_report(reporter, conversation):
        raise ConversationRefused
    record(act="messaging.reported", actor=reporter, subject=conversation, subject_label="", at=now)
    return Report.objects.create(
        conversation=conversation, reporter=reporter, side=side, reason=reason, reported_at=now
    )


def note_review(*, report: Report, editor: User, now: datetime) -> None:
    """An editor reads a reported conversation: each time is in the journal."""
    record(
        act="messaging.reviewed",
        actor=editor,
        subject=report.conversation,
        subject_label="",
        details={"report": report.pk},
        at=now,
    )


@transaction.atomic
def dismiss_report(*, report: Report, now: datetime, outcome: str = "") -> Report:
    """Nothing to object to; who reported is told. Raises `ForbiddenTransition` once it is answered."""
    return _answer(report, ReportState.DISMISSED, outcome, now)


@transaction.atomic
def uphold_report(*, report: Report, now: datetime, outcome: str) -> Report:
    """The conversation is closed for both, and who reported is told. Raises `ForbiddenTransition` once answered."""
    report = _answer(report, ReportState.UPHELD, outcome, now)
    Conversation.objects.filter(pk=report.conversation_id, closed_at__isnull=True).update(
        closed_at=now, closed_by_team=True
    )
    return report


def _answer(report: Report, state: ReportState, outcome: str, now: datetime) -> Report:
    report = reports().select_for_update(no_key=True, of=("self",)).get(pk=report.pk)
    if report.state != ReportState.OPEN:
        raise ForbiddenTransition("report", state, report.state)
    report.state, report.outcome, report.handled_at = state, outcome, now
    report.save(update_fields=["state", "outcome", "handled_at"])
    mails.tell_reporter(report)
    return report
