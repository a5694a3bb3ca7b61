"""An e-mail as it arrives, read with suspicion: who says to have sent it, what it says, whether a machine wrote it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import getaddresses, parseaddr

from engagement.messaging.replies import text_of, written_in
from engagement.messaging.reply_addresses import Token, token_in

#: Headers that may name the address an e-mail was delivered to, where the mail server does not say.
_RECIPIENTS = ("Delivered-To", "X-Original-To", "X-Forwarded-To", "Envelope-To", "To", "Cc")
_BULK = {"bulk", "junk", "list", "auto_reply"}
_MACHINES = re.compile(r"^(?:mailer-daemon|postmaster|no-?reply|ne-?pas-?repondre|bounces?)\b", re.I)
_AUTOMATIC = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "List-Id", "List-Unsubscribe", "Feedback-ID")
_VERDICT = re.compile(r"\b(spf|dkim|dmarc)\s*=\s*([a-z]+)", re.I)


@dataclass(frozen=True, slots=True)
class Part:
    """A file of an e-mail."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """One e-mail for one of our reply addresses."""

    message: EmailMessage
    token: Token

    @property
    def sender(self) -> str:
        """The one address in From, small letters; empty when there is none or there are several."""
        found = [address for _, address in getaddresses(self._all("From")) if address]
        return found[0].strip().lower() if len(found) == 1 else ""

    @property
    def digest(self) -> str:
        """The same for the same e-mail, however often it is delivered."""
        named = self._header("Message-ID").strip() or self.message.as_bytes().decode("latin-1")
        return hashlib.sha256(f"{named} {self.token.digest}".encode()).hexdigest()

    def text(self) -> str:
        """The writer's own words. Of two versions the plain one, unless it is empty."""
        plain = self._body("plain")
        return written_in(plain) if plain.strip() else written_in(text_of(self._body("html")))

    def files(self) -> Iterator[Part]:
        """What is attached, pictures inside the text too when they have a name."""
        for part in self.message.walk():
            if part.is_multipart() or (part.get_content_maintype() == "text" and not part.is_attachment()):
                continue
            content = part.get_payload(decode=True)
            if (name := part.get_filename()) and isinstance(content, bytes):
                yield Part(str(name), content)

    def is_automatic(self, envelope_sender: str | None) -> bool:
        """Whether a machine sent it: then nothing answers it, lest two machines talk for ever (RFC 3834)."""
        return (
            envelope_sender in {"", "<>"}
            or self._header("Auto-Submitted").split(";")[0].strip().lower() not in {"", "no"}
            or self._header("Precedence").strip().lower() in _BULK
            or any(self._header(name) for name in _AUTOMATIC)
            or self._header("Return-Path").strip() == "<>"
            or self.message.get_content_type() in {"multipart/report", "message/delivery-status"}
            or _MACHINES.match(self.sender) is not None
        )

    def is_forged(self, trusted_server: str) -> bool:
        """Whether our own mail server, `trusted_server`, found that the sender's domain did not send it (RFC 8601).

        Only the uppermost header of that server counts: what stands below may have come with the e-mail. Without a
        trusted server nothing is known, and the secret of the address is the proof.
        """
        for value in self._all("Authentication-Results") if trusted_server else ():
            server, _, verdicts = value.partition(";")
            if server.strip().split(" ")[0].lower() == trusted_server.lower():
                found = {method.lower(): result.lower() for method, result in _VERDICT.findall(verdicts)}
                if "dmarc" in found:
                    return found["dmarc"] in {"fail", "permerror"}
                return found.get("spf") in {"fail", "softfail"} and found.get("dkim") != "pass"
        return False

    def _body(self, subtype: str) -> str:
        for part in self.message.walk():
            if part.get_content_type() == f"text/{subtype}" and not part.is_attachment():
                return _decoded(part)
        return ""

    def _header(self, name: str) -> str:
        return next(iter(self._all(name)), "")

    def _all(self, name: str) -> list[str]:
        return [str(value) for value in self.message.get_all(name, [])]


def letters_in(message: EmailMessage, recipients: Sequence[str]) -> list[Letter]:
    """An e-mail for each of our addresses it was sent to: those the mail server names, else those of its headers."""
    named = list(recipients) or [
        address
        for header in _RECIPIENTS
        for _, address in getaddresses([str(value) for value in message.get_all(header, [])])
    ]
    tokens = dict.fromkeys(
        token for address in named if (token := token_in(parseaddr(address)[1] or address))
    )
    return [Letter(message, token) for token in tokens]


def _decoded(part: EmailMessage) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    try:
        return content.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        # Latin letters in a text that claims another alphabet, or none: what old programs write.
        return content.decode("cp1252", "replace")
