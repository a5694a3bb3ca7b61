"""Asks the DNS about a domain: several resolvers, each by itself, and what most of them say.

A resolver that does not answer, or fails, has said nothing: neither that a record is there nor that it is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import dns.exception
import dns.message
import dns.query
import dns.rcode
import dns.rdatatype

#: Where the proof is written: below the domain, since no other record may stand beside a CNAME.
PROOF_LABEL = "_maillage"
PROOF_PREFIX = "maillage-verification="
#: Seconds that a resolver has for one answer, and how often it is asked.
PATIENCE = 2.0
TRIES = 2
#: Of a CAA record: who does not understand its tag makes no certificate. And the tags that everybody does.
_CRITICAL, _UNDERSTOOD = 128, {"issue", "issuewild", "iodef"}
#: A name of more labels is not climbed: each is a question, which a stranger's server may answer slowly.
_DEEPEST = 8
#: No more is kept of what a stranger's zone says.
_SHOWN = 5


class NoAnswer(Exception):
    """The resolver did not answer, or could not."""


@dataclass(frozen=True, slots=True)
class Question:
    """Whether `host` proves `token` and leads to us: to a name below `base`, or to `addresses` and no others.

    Without `addresses`, to those that `base` itself has. `authorities`: who makes our certificates, as CAA records name
    them.
    """

    host: str
    token: str
    base: str
    addresses: frozenset[str]
    authorities: frozenset[str]


@dataclass(frozen=True, slots=True)
class Finding:
    """What most of the resolvers say. None: too few have answered to say."""

    asked: int
    answered: int
    proved: bool | None
    leads_here: bool | None
    #: As found: texts at the place of the proof, the names that the domain is an alias of, its addresses, and those
    #: among them that are not ours.
    texts: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    #: Whether the zone lets one of our authorities make a certificate; and, where it limits them, the name whose CAA
    #: records do so and whom they let.
    certifiable: bool | None = None
    limited_at: str = ""
    issuers: tuple[str, ...] = ()

    @property
    def holds(self) -> bool | None:
        """Whether the claim is proved: by both, or not because one of them is missing."""
        if self.proved is False or self.leads_here is False:
            return False
        return True if self.proved and self.leads_here else None


@dataclass(frozen=True, slots=True)
class _Seen:
    proved: bool
    leads_here: bool
    texts: tuple[str, ...]
    aliases: tuple[str, ...]
    addresses: tuple[str, ...]
    strangers: tuple[str, ...]
    certifiable: bool | None
    limited_at: str
    issuers: tuple[str, ...]


_NOTHING = _Seen(False, False, (), (), (), (), None, "", ())


def look_up(question: Question, *, resolvers: Sequence[str]) -> Finding:
    """Ask all resolvers (`9.9.9.9`, `127.0.0.1:5300`, `[2620:fe::fe]:53`) at once. Takes a few seconds at most."""
    if not resolvers:
        return Finding(asked=0, answered=0, proved=None, leads_here=None)

    def ask(resolver: str) -> _Seen | None:
        try:
            return _ask(question, resolver)
        except NoAnswer:
            return None

    with ThreadPoolExecutor(len(resolvers)) as pool:
        seen = [one for one in pool.map(ask, resolvers) if one is not None]
    most = len(resolvers) // 2 + 1
    proved = _verdict((one.proved for one in seen), most)
    leads_here = _verdict((one.leads_here for one in seen), most)
    shown = Counter(seen).most_common(1)[0][0] if seen else _NOTHING
    return Finding(
        asked=len(resolvers),
        answered=len(seen),
        proved=proved,
        leads_here=leads_here,
        texts=shown.texts[:_SHOWN],
        aliases=shown.aliases[:_SHOWN],
        addresses=shown.addresses[:_SHOWN],
        strangers=shown.strangers[:_SHOWN],
        certifiable=_verdict((one.certifiable for one in seen if one.certifiable is not None), most),
        limited_at=shown.limited_at,
        issuers=shown.issuers[:_SHOWN],
    )


def _verdict(said: Iterable[bool], most: int) -> bool | None:
    counted = Counter(said)
    return next((word for word in (True, False) if counted[word] >= most), None)


def _ask(question: Question, resolver: str) -> _Seen:
    texts, _aliases = _records(f"{PROOF_LABEL}.{question.host}", "TXT", resolver)
    addresses, aliases = _addresses(question.host, resolver)
    ours = question.addresses
    by_name = any(name == question.base or name.endswith(f".{question.base}") for name in aliases)
    if not by_name and not ours and addresses:
        ours = frozenset(_addresses(question.base, resolver)[0])
    strangers = () if by_name else tuple(one for one in addresses if one not in ours)
    limited_at, issuers, certifiable = _limits(question, resolver)
    return _Seen(
        proved=PROOF_PREFIX + question.token in texts,
        leads_here=by_name or (bool(addresses) and not strangers),
        texts=tuple(text[:200] for text in texts),
        aliases=aliases,
        addresses=addresses,
        strangers=strangers,
        certifiable=certifiable,
        limited_at=limited_at,
        issuers=issuers,
    )


def _limits(question: Question, resolver: str) -> tuple[str, tuple[str, ...], bool | None]:
    """Where certificates are limited, to whom, and whether to one of ours (RFC 8659: the nearest name that has CAA
    records decides for all below it). Name servers that know no CAA say nothing."""
    name = question.host
    if name.count(".") >= _DEEPEST:
        return "", (), None
    try:
        while name:
            if records := _records(name, "CAA", resolver)[0]:
                break
            name = name.partition(".")[2]
        else:
            return "", (), True
    except NoAnswer:
        return "", (), None
    limits = [record.split(" ", 2) for record in records]
    if any(int(flags) & _CRITICAL and tag not in _UNDERSTOOD for flags, tag, _value in limits):
        return name, (), False
    issuers = {value.partition(";")[0].strip().lower() for _flags, tag, value in limits if tag == "issue"}
    if not issuers:
        return "", (), True
    return name, tuple(sorted(issuers - {""})), bool(issuers & question.authorities)


def _addresses(host: str, resolver: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Its addresses of both kinds, and the names it is an alias of."""
    fours, aliases = _records(host, "A", resolver)
    sixes, more = _records(host, "AAAA", resolver)
    return (*fours, *sixes), tuple(dict.fromkeys((*aliases, *more)))


def _records(name: str, kind: str, resolver: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Values of a kind, sorted, and the aliases on the way. Raises `NoAnswer`."""
    try:
        query = dns.message.make_query(name, kind)
    except dns.exception.DNSException:  # too long with our label before it
        return (), ()
    address, port = _place(resolver)
    response = _patiently(lambda: dns.query.udp_with_fallback(query, address, timeout=PATIENCE, port=port)[0])
    if response.rcode() not in (dns.rcode.NOERROR, dns.rcode.NXDOMAIN):
        raise NoAnswer(resolver)
    values, aliases = [], []
    for rrset in response.answer:
        for record in rrset:
            if rrset.rdtype == dns.rdatatype.CNAME:
                aliases.append(record.target.to_text(omit_final_dot=True).lower())
            elif dns.rdatatype.to_text(rrset.rdtype) == kind:
                values.append(_value(record))
    return tuple(sorted(values)), tuple(aliases)


def _value(record: Any) -> str:
    if record.rdtype == dns.rdatatype.TXT:
        return b"".join(record.strings).decode("utf-8", "replace").strip()
    if record.rdtype == dns.rdatatype.CAA:
        value = record.value.decode("utf-8", "replace")[:200]
        return f"{record.flags} {record.tag.decode('ascii', 'replace').lower()} {value}"
    return str(record.address)


def _patiently(ask: Callable[[], dns.message.Message]) -> dns.message.Message:
    for _try in range(TRIES):
        try:
            return ask()
        except (dns.exception.Timeout, OSError, EOFError):
            continue
        except dns.exception.DNSException as error:
            raise NoAnswer from error
    raise NoAnswer


def _place(resolver: str) -> tuple[str, int]:
    """Address and port of a resolver as the settings name it."""
    if resolver.startswith("["):
        address, _bracket, rest = resolver[1:].partition("]")
        return address, int(rest.removeprefix(":") or 53)
    if resolver.count(":") > 1:
        return resolver, 53
    address, _colon, port = resolver.partition(":")
    return address, int(port or 53)
