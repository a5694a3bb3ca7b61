"""Conversations, files and contact details of a person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.files import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from engagement.messaging.names import name_of_side
from engagement.messaging.selectors import (
    attachments_by,
    blocks_by,
    conversations_of,
    messages_by,
    reports_by,
    reveals_by,
)
from engagement.messaging.services import forget_person
from engagement.privacy.registry import Holder, register
from kernel.accounts.models import User


def _describe(user: User) -> list[str]:
    conversations, written = conversations_of(user=user).count(), messages_by(user=user).count()
    shown = reveals_by(user=user).count()
    told = (
        (conversations, ngettext("%(number)s conversation", "%(number)s conversations", conversations)),
        (
            written,
            ngettext("%(number)s message that you wrote", "%(number)s messages that you wrote", written),
        ),
        (shown, _("contact details that you show in %(number)s conversations")),
    )
    return [words % {"number": number} for number, words in told if number]


def _export(user: User) -> list[dict[str, Any]]:
    """What she wrote, and where. Others' words are theirs, and nobody's contact details are in it but her own."""
    subjects = {one.pair: one.subject for one in conversations_of(user=user)}
    return (
        [
            {
                _("Date"): message.sent_at,
                _("Conversation"): message.conversation.subject,
                _("With"): name_of_side(message.conversation, "association")
                if message.side == "other"
                else name_of_side(message.conversation, "other"),
                _("Message"): message.body,
                _("Files"): [attachment.name for attachment in message.attachments.all()],
            }
            for message in messages_by(user=user)
        ]
        + [
            {
                _("Date"): reveal.revealed_at,
                _("Conversation"): reveal.conversation.subject,
                _("Contact details that you show"): [one for one in (reveal.email, reveal.phone) if one],
            }
            for reveal in reveals_by(user=user)
        ]
        + [
            {
                _("Date"): report.reported_at,
                _("Conversation"): report.conversation.subject,
                _("What you reported"): report.reason,
                _("The team’s answer"): report.outcome,
            }
            for report in reports_by(user=user)
        ]
        + [
            {_("Date"): block.blocked_at, _("Conversation that you blocked"): subjects.get(block.pair, "")}
            for block in blocks_by(user=user)
        ]
    )


def _files(user: User) -> list[tuple[str, File[Any]]]:
    return [
        (f"{attachment.message_id}-{attachment.name}", attachment.file.open("rb"))
        for attachment in attachments_by(user=user)
        if attachment.file.storage.exists(str(attachment.file.name))
    ]


def _erase(user: User, now: datetime) -> None:
    forget_person(user=user)


register(
    Holder(
        code="conversations",
        label=gettext_lazy("Your conversations"),
        purpose=gettext_lazy(
            "To let you and associations write to one another without showing your addresses."
        ),
        order=40,
        describe=_describe,
        export=_export,
        files=_files,
        erase=_erase,
        kept=gettext_lazy(
            "The messages that you sent stay with those who received them, and what you reported with the team, without"
            " your name, your files or your contact details."
        ),
        edit_url="messaging:mine",
    )
)
