"""Nets under every test: no network beyond this machine, no undefined template variable in our own templates."""

from __future__ import annotations

import ipaddress
import socket
import sys
from typing import Any

from tests.harness.database import PACKAGES, ROOT

_OWN_TEMPLATES = tuple(str(ROOT / package) for package in (*PACKAGES, "tests"))
_LOCAL_NAMES = {"", "localhost", "0.0.0.0", socket.gethostname()}


class OutgoingConnection(AssertionError):
    """A test tried to reach another machine."""


class UndefinedTemplateVariable(AssertionError):
    """A template of ours shows a variable that its context lacks."""


def _refuse_unless_local(host: Any) -> None:
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    if name in _LOCAL_NAMES or name.endswith(".localhost"):
        return
    try:
        local = ipaddress.ip_address(name).is_loopback
    except ValueError:
        local = False
    if not local:
        raise OutgoingConnection(name)


def forbid_outgoing_connections(patch: Any) -> None:
    """Make `socket` refuse every address but this machine's own, through a `MonkeyPatch`."""
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded(original: Any) -> Any:
        def call(self: socket.socket, address: Any) -> Any:
            if self.family in (socket.AF_INET, socket.AF_INET6):
                _refuse_unless_local(address[0])
            return original(self, address)

        return call

    def guarded_getaddrinfo(host: Any, *args: Any, **options: Any) -> Any:
        _refuse_unless_local(host)
        return getaddrinfo(host, *args, **options)

    patch.setattr(socket.socket, "connect", guarded(connect))
    patch.setattr(socket.socket, "connect_ex", guarded(connect_ex))
    patch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)


class Undefined(str):
    """A `string_if_invalid` that raises in our templates, and is what Django's own is in everybody else's: empty.

    Django asks it `if string_if_invalid` when a variable is undefined, and only then.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        frame = sys._getframe(1)
        expression, template = frame.f_locals.get("self"), ""
        while frame is not None:
            node = frame.f_locals.get("self")
            if frame.f_code.co_name == "render_annotated" and getattr(node, "origin", None):
                template = str(node.origin.name)
                break
            frame = frame.f_back  # type: ignore[assignment]
        if template.startswith(_OWN_TEMPLATES):
            raise UndefinedTemplateVariable(f"{getattr(expression, 'var', expression)} in {template}")
        return False
