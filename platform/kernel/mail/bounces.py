"""What mail servers report: addresses that refuse, readers who complain."""

from __future__ import annotations

import logging
import re
from datetime import datetime
from email.message import EmailMessage

from django.db import transaction

from kernel.mail.enums import MailState, Unreachability
from kernel.mail.message import slug_in
from kernel.mail.models import OutgoingMail, UnreachableAddress
from kernel.tenancy import tenant_context, territory_called

logger = logging.getLogger(__name__)


@transaction.atomic
def record_bounce(*, message_id: str, hard: bool, now: datetime, complaint: bool = False) -> bool:
    """Remember that the address of one of our e-mails refuses them; tell whether anything was learnt.

    In the territory at hand. The address is that of the message itself, so nobody can report one that was not
    written to. A soft bounce (a full mailbox) and an unknown message teach nothing.
    """
    mail = OutgoingMail.objects.filter(message_id=message_id).first()
    if mail is None or not (hard or complaint):
        return False
    UnreachableAddress.objects.get_or_create(
        address=mail.to.lower(),
        defaults={
            "reason": Unreachability.COMPLAINED if complaint else Unreachability.BOUNCED,
            "since": now,
        },
    )
    OutgoingMail.objects.filter(to__iexact=mail.to, state=MailState.HELD).delete()
    logger.info("mail: %s came back (%s)", message_id, "complaint" if complaint else "bounce")
    return True


def report_bounce(*, message_id: str, hard: bool, now: datetime, complaint: bool = False) -> bool:
    """`record_bounce` in the territory that the Message-ID names, from wherever the report came in."""
    territory = territory_called(slug_in(message_id))
    if territory is None:
        return False
    with tenant_context(territory):
        return record_bounce(message_id=message_id, hard=hard, complaint=complaint, now=now)


def read_notification(message: EmailMessage, *, now: datetime) -> bool:
    """Take in a delivery status notification (RFC 3464) that came in as an e-mail; tell whether it was one of ours.

    For whoever receives inbound mail: `Content-Type: multipart/report`. Its delivery report says `Action: failed` and
    a `Status` that begins with 5 when it is final, and the message that came back is quoted with its Message-ID.
    """
    if message.get_content_type() != "multipart/report":
        return False
    reports = [part for part in message.walk() if part.get_content_type() == "message/delivery-status"]
    said = "\n".join(str(part) for part in reports)
    quoted = re.search(r"^Message-ID:\s*(<[^>\s]+>)", _after_reports(message), re.MULTILINE | re.IGNORECASE)
    if not said or quoted is None:
        return False
    failed = re.search(r"^Action:\s*failed", said, re.MULTILINE | re.IGNORECASE)
    final = re.search(r"^Status:\s*5\.", said, re.MULTILINE | re.IGNORECASE)
    return report_bounce(message_id=quoted[1], hard=bool(failed and final), now=now)


def _after_reports(message: EmailMessage) -> str:
    """The message that came back, whole or by its headers alone, as text."""
    return "\n".join(
        str(part)
        for part in message.walk()
        if part.get_content_type() in {"message/rfc822", "text/rfc822-headers"}
    )


def trust_again(*, address: str) -> None:
    """Its owner says that an address works: everything is sent to it again."""
    UnreachableAddress.objects.filter(address__iexact=address).delete()
