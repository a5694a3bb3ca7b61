"""What mail servers report: addresses that refuse, readers who complain."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from kernel.mail.enums import MailState, Unreachability
from kernel.mail.models import OutgoingMail, UnreachableAddress

logger = logging.getLogger(__name__)


@transaction.atomic
def record_bounce(*, message_id: str, hard: bool, now: datetime, complaint: bool = False) -> bool:
    """Remember that the address of one of our e-mails refuses them; tell whether anything was learnt.

    For whoever receives reports: the provider's webhook, and inbound mail (a delivery status notification quotes the
    Message-ID). Called in the territory that `kernel.mail.message.slug_in(message_id)` names. The address is that
    of the message itself, so nobody can report one that was not written to. A soft bounce (a full mailbox) and an
    unknown message teach nothing.
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


def trust_again(*, address: str) -> None:
    """Its owner says that an address works: everything is sent to it again."""
    UnreachableAddress.objects.filter(address__iexact=address).delete()
