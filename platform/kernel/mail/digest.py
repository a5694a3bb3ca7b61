"""One e-mail a day instead of several, for those who asked for it."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from django.utils.safestring import mark_safe

from kernel.accounts.models import User
from kernel.mail.enums import MailState
from kernel.mail.models import OutgoingMail
from kernel.mail.registry import kind_of
from kernel.mail.selectors import budget_left, is_unreachable, people_with_held_mail
from kernel.mail.services import close_mails, send
from kernel.mail.unsubscribing import EVERYTHING

logger = logging.getLogger(__name__)


def send_digests(*, now: datetime) -> int:
    """One e-mail to each person for whom some wait, in the territory at hand. Returns how many were written.

    What fails for one person is logged, waits for tomorrow, and stops no other.
    """
    written = 0
    for user_id in people_with_held_mail():
        try:
            written += _send_digest(user_id, now)
        except Exception:
            logger.exception("mail: the digest of person %s failed", user_id)
    return written


@transaction.atomic
def _send_digest(user_id: int, now: datetime) -> bool:
    """Gather what waits, once: the rows are locked, and closed with the digest's own."""
    waiting = OutgoingMail.objects.select_for_update(skip_locked=True, of=("self",))
    held = list(waiting.filter(user_id=user_id, state=MailState.HELD).order_by("created_at", "pk"))
    user = User.objects.get(pk=user_id)
    optional = {mail.pk for mail in held if kind_of(mail.kind).category.is_optional}
    if len(optional) == len(held) and not budget_left(user=user, now=now):
        return False  # they wait for a day on which there is room
    told = [mail for mail in held if mail.pk not in optional or not is_unreachable(user.email)]
    if told:
        send(
            template="digest",
            to=user,
            context={
                "first_name": user.first_name,
                "items": [
                    {"subject": mail.subject, "text": mail.text.strip(), "html": mark_safe(mail.html)}  # noqa: S308  # rendered by us
                    for mail in told
                ],
            },
            refusable=EVERYTHING if optional else "",
        )
    close_mails(mails=held, state=MailState.SENT, now=now)
    return bool(told)
