"""`manage.py receive_mail`: a mail server for one purpose, behind a real one. docs/mail-inbound.md."""

from __future__ import annotations

import asyncio
import signal
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from engagement.messaging.mail_server import serve


class Command(BaseCommand):
    help = "Receive replies to e-mails by SMTP or LMTP, until stopped. Put a mail server of yours in front."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8025)
        parser.add_argument("--lmtp", action="store_true", help="speak LMTP instead of SMTP")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.INBOUND_DOMAIN:
            raise CommandError("INBOUND_DOMAIN is not set: no e-mail asks to be answered here")
        asyncio.run(self._run(options["host"], options["port"], lmtp=options["lmtp"]))

    async def _run(self, host: str, port: int, *, lmtp: bool) -> None:
        stopped = asyncio.Event()
        for one in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(one, stopped.set)
        async with serve(host, port, lmtp=lmtp):
            self.stdout.write(
                f"Receiving for {settings.INBOUND_DOMAIN} at {host}:{port} ({'LMTP' if lmtp else 'SMTP'})"
            )
            await stopped.wait()
