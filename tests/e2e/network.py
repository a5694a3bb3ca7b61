"""The network as a browser reaches it: the WSGI application on a free port of this machine."""

from __future__ import annotations

import fcntl
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.signals import got_request_exception
from django.test import override_settings


class _Handler(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Requests are not worth a line: failures are, and `Network.failures` holds them."""


class _Server(ThreadedWSGIServer):
    # The end of a test waits for the requests under way: its database goes with it.
    daemon_threads = False
    block_on_close = True


@dataclass
class Network:
    """A running server. `failures`: the exceptions that reached Django while it answered."""

    port: int
    failures: list[BaseException] = field(default_factory=list)

    def url(self, host: str, path: str = "/") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def portal(self) -> str:
        return self.url(settings.BASE_DOMAIN)


def build_fonts() -> None:
    """The fonts that pages ask for; built once for all workers and runs."""
    lock = Path(settings.VAR) / "fonts.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        call_command("build_fonts", verbosity=0)


@cache
def _application() -> WSGIHandler:
    """The WSGI application. Its middleware answers for static files straight from the sources."""
    with override_settings(WHITENOISE_USE_FINDERS=True):
        return WSGIHandler()


@contextmanager
def serve() -> Iterator[Network]:
    """The application with its middleware, static files included, one thread a connection."""
    server = _Server(("127.0.0.1", 0), _Handler, connections_override={})
    server.set_app(_application())
    network = Network(server.server_address[1])

    def note(sender: object, **_: object) -> None:
        if error := sys.exception():
            network.failures.append(error)

    got_request_exception.connect(note)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="network")
    thread.start()
    try:
        yield network
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        got_request_exception.disconnect(note)
