"""Receives e-mails by SMTP or LMTP, behind a mail server of the operator's. Takes replies and nothing else."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from typing import Any

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import connections
from django.utils import timezone

from engagement.messaging.receiving import LARGEST_EMAIL, receive
from engagement.messaging.reply_addresses import token_in

logger = logging.getLogger(__name__)

WORKERS = 4
#: A client that says nothing for this long is let go, in seconds.
PATIENCE = 60


class Handler:
    """What aiosmtpd asks at each step of a delivery."""

    def __init__(self, workers: ThreadPoolExecutor) -> None:
        self._workers = workers

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if token_in(address) is None and address.lower() != _own_address():
            return "550 5.1.1 No such address here"
        if envelope.rcpt_tos:
            return "452 4.5.3 One recipient at a time"  # so that each has an answer of its own
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        assert isinstance(content, bytes)
        try:
            await asyncio.get_running_loop().run_in_executor(
                self._workers, _take_in, content, list(envelope.rcpt_tos), envelope.mail_from
            )
        except Exception:
            logger.exception("messaging: an e-mail could not be taken in")
            return "451 4.3.0 Please try again later"
        return "250 2.0.0 Taken"


def _own_address() -> str:
    """Where our e-mails leave from, and so where other mail servers report that one did not arrive."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].lower()


def _take_in(content: bytes, recipients: list[str], sender: str | None) -> None:
    try:
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(content)
        receive(message, now=timezone.now(), recipients=recipients, envelope_sender=sender)
    finally:
        connections.close_all()  # e-mails are rare, and the thread that took one may take no other


@asynccontextmanager
async def serve(host: str, port: int, *, lmtp: bool = False) -> AsyncIterator[int]:
    """Take e-mails while the block runs; yields the port, which is one that was free when 0 was asked for."""
    protocol: Any = LMTP if lmtp else SMTP
    with ThreadPoolExecutor(WORKERS, thread_name_prefix="receive_mail") as workers:
        handler = Handler(workers)
        server = await asyncio.get_running_loop().create_server(
            lambda: protocol(
                handler,
                data_size_limit=LARGEST_EMAIL,
                enable_SMTPUTF8=True,
                timeout=PATIENCE,
                ident="Maillage",
            ),
            host,
            port,
        )
        async with server:
            yield server.sockets[0].getsockname()[1]
