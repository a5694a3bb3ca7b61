"""A name server on loopback: what a domain's owner, or a public resolver, would say. Real packets over UDP."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset


@dataclass
class Zone:
    """Records by name and type, to be changed while it runs. A CNAME is followed as a resolver does."""

    address: str
    records: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    #: Answers nothing, or SERVFAIL.
    silent: bool = False
    failing: bool = False
    #: Kinds of records that it does not know, as some do: SERVFAIL for them alone.
    deaf_to: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    def add(self, name: str, kind: str, *values: str) -> None:
        self.records[name, kind] = list(values)

    def remove(self, name: str, kind: str) -> None:
        del self.records[name, kind]

    def answer(self, query: dns.message.Message) -> dns.message.Message:
        response = dns.message.make_response(query, recursion_available=True)
        question = query.question[0]
        name, kind = (
            question.name.to_text(omit_final_dot=True).lower(),
            dns.rdatatype.to_text(question.rdtype),
        )
        self.asked.append(f"{kind} {name}")
        if self.failing or kind in self.deaf_to:
            response.set_rcode(dns.rcode.SERVFAIL)
            return response
        while (name, "CNAME") in self.records:
            target = self.records[name, "CNAME"][0]
            response.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", "CNAME", f"{target}."))
            name = target
        if values := self.records.get((name, kind)):
            response.answer.append(dns.rrset.from_text(f"{name}.", 60, "IN", kind, *values))
        elif not any(held == name for held, _kind in self.records):
            response.set_rcode(dns.rcode.NXDOMAIN)
        return response


@contextmanager
def serving(*, number: int = 1) -> Iterator[list[Zone]]:
    """As many name servers, each at a port of its own."""
    sockets = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _one in range(number)]
    zones = []
    threads = []
    for one in sockets:
        one.bind(("127.0.0.1", 0))
        zone = Zone(address=f"127.0.0.1:{one.getsockname()[1]}")
        zones.append(zone)
        thread = threading.Thread(target=_serve, args=(one, zone), daemon=True)
        thread.start()
        threads.append(thread)
    try:
        yield zones
    finally:
        for one, thread in zip(sockets, threads, strict=True):
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
                last.sendto(b"", one.getsockname())
            thread.join()
            one.close()


def _serve(own: socket.socket, zone: Zone) -> None:
    while True:
        packet, sender = own.recvfrom(4096)
        if not packet:
            return
        response = zone.answer(dns.message.from_wire(packet))
        if not zone.silent:
            own.sendto(response.to_wire(), sender)
