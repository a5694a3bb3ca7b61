"""Writes and sends e-mails. The one way out of the platform for anything that reaches a mailbox."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from email.utils import make_msgid, parseaddr
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError

from kernel.mail.message import Mail, sender_of
from kernel.tenancy import current_schema, current_territory

if TYPE_CHECKING:
    from kernel.accounts.models import User

logger = logging.getLogger(__name__)


def send(
    *, template: str, to: User | str, context: Mapping[str, Any], headers: Mapping[str, str] | None = None
) -> Mail:
    """Render an e-mail now and send it once the current transaction has committed.

    `template` names `email/<template>.subject.txt`, `.txt` and `.html`. They see `context`, `territory`, `site_url`
    (no trailing slash) and what the functions of `settings.MAIL_CONTEXT` give. `context` must hold no address of
    anyone but the recipient: the caller passes masked names. `headers` adds to those that every e-mail has.

    Nothing is sent when the transaction rolls back. A queue that cannot be reached does not fail the request: the
    e-mail is then sent at once, from here.
    """
    address = to if isinstance(to, str) else to.email
    territory = current_territory()
    full: dict[str, Any] = {
        "territory": territory,
        "site_url": territory.base_url if territory else "",
        "site_name": territory.name if territory else "",
    }
    for path in settings.MAIL_CONTEXT:
        full.update(import_string(path)())
    full.update(context)
    mail = Mail(
        to=address,
        subject=" ".join(render_to_string(f"email/{template}.subject.txt", full).split()),
        text=render_to_string(f"email/{template}.txt", full).strip() + "\n",
        html=render_to_string(f"email/{template}.html", full),
        sender=sender_of(territory),
        message_id=make_msgid(domain=parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]),
        headers=dict(headers or {}),
    )
    schema = current_schema()
    transaction.on_commit(lambda: _hand_over(mail, template=template, schema=schema))
    return mail


def post(*, mail: Mail) -> None:
    """Give an e-mail to the mail server. Raises what the server's connection raises."""
    mail.as_message().send()


def _hand_over(mail: Mail, *, template: str, schema: str) -> None:
    """Queue an e-mail for the worker, in the schema it was written in; without a queue, send it from here."""
    from kernel.mail.tasks import deliver

    options = {"headers": {"_schema_name": schema}, "retry": False}
    try:
        # A connection of its own: the pool's would look for a lost queue for seconds, with a person waiting.
        with deliver.app.connection_for_write(transport_options={"max_retries": 1}) as connection:
            deliver.apply_async(kwargs={"payload": mail.payload()}, connection=connection, **options)
    except (OperationalError, OSError):
        logger.warning(
            "mail: no queue, sending %s (%s) from the request", mail.message_id, template, exc_info=True
        )
    else:
        return
    try:
        post(mail=mail)
    except OSError:
        logger.exception(
            "mail: %s (%s) is lost: neither queue nor mail server answered", mail.message_id, template
        )
