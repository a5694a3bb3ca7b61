"""Reads the e-mails that the application sent, as their reader would, and as their carrier would."""

from __future__ import annotations

import re

from django.core import mail
from django.core.mail import EmailMultiAlternatives

_CODE = re.compile(r"^([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})$", re.MULTILINE)
_LINK = re.compile(r"https?://\S+")


def letters_to(address: str) -> list[EmailMultiAlternatives]:
    """What was sent to an address, the oldest first."""
    return [letter for letter in mail.outbox if letter.to == [address]]


def last_letter_to(address: str) -> EmailMultiAlternatives:
    found = letters_to(address)
    assert found, f"nothing was sent to {address}"
    return found[-1]


def code_in(letter: EmailMultiAlternatives) -> str:
    """The one-time code, alone on its line."""
    match = _CODE.search(letter.body)
    assert match, letter.body
    return match[1]


def links_in(letter: EmailMultiAlternatives) -> list[str]:
    return [link.rstrip(".,)") for link in _LINK.findall(letter.body)]


def raw(letter: EmailMultiAlternatives) -> str:
    """All that travels: headers, text and HTML, decoded, then the bytes as they are."""
    message = letter.message()
    parts = [f"{name}: {value}" for name, value in message.items()]
    for part in message.walk():
        if not part.is_multipart():
            payload = part.get_payload(decode=True)
            parts.append(payload.decode(part.get_content_charset() or "utf-8"))
    return "\n".join(parts) + "\n" + message.as_string()
