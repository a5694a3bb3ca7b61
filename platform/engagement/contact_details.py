"""E-mail addresses and telephone numbers in what people write to one another: found, and hidden.

Contact goes through the platform, so that nobody's address travels without a decision of its owner.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# A dot and an at, as they are and as people spell them out to get round a filter.
_DOT = r"(?:\.|\s?[(\[]\s?(?:point|dot)\s?[)\]]\s?|\s+(?:point|dot)\s+)"
_AT = r"(?:\s?@\s?|\s?[(\[{]\s?(?:@|at|arobase?|à)\s?[)\]}]\s?|\s+arobase?\s+)"
#: “chez” is also where one works or lives, so it counts before names that are nothing but mailboxes.
_MAILBOXES = r"gmail|laposte|hotmail|outlook|yahoo|icloud|skynet|telenet|proton(?:mail)?"
_LOCAL = rf"(?<![\w.+-])[\w+-]+(?:{_DOT}[\w+-]+)*"
_EMAIL = (
    rf"{_LOCAL}(?:{_AT}[\w-]+(?:{_DOT}[\w-]+)+"
    rf"|{_AT}(?:{_MAILBOXES}|orange|free|sfr|live|proximus)\b|\s+chez\s+(?:{_MAILBOXES})\b(?:{_DOT}\w+)?)"
)
# Nine digits or more after a 0 or a country code, with the separators people use. A year or a postcode is shorter; a
# date and an hour are none.
_SEPARATORS = r"[\s./_·–—-]{0,2}"
_TELEPHONE = (
    r"(?<!\w)(?<!\d[/.-])(?!\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?!\d))"
    rf"(?:(?:\+|00)\s?\d{{2,3}}\s?(?:\(0\)\s?)?|0{_SEPARATORS})[1-9](?:{_SEPARATORS}\d){{7,8}}(?!\d)"
)
_NUMBER = (
    r"(?:z[ée]ro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?"
    r"|trente|quarante|cinquante|soixante|septante|quatre-vingts?|nonante|et)"
)
_SPELLED = rf"(?<!\w)z[ée]ro(?:[\s,.-]+{_NUMBER}\b){{4,}}"
_CONTACT = re.compile(f"{_EMAIL}|{_TELEPHONE}|{_SPELLED}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a text; `found` when it is an address or a number."""

    text: str
    found: bool


def find_contact_details(text: str) -> list[str]:
    """The e-mail addresses and telephone numbers of a text, in reading order."""
    return [match.group() for match in _CONTACT.finditer(text)]


def passages_of(text: str) -> list[Passage]:
    """The whole text in pieces, addresses and numbers apart, so that a page can show where they stand."""
    passages, end = [], 0
    for match in _CONTACT.finditer(text):
        passages += [Passage(text[end : match.start()], found=False), Passage(match.group(), found=True)]
        end = match.end()
    return [passage for passage in [*passages, Passage(text[end:], found=False)] if passage.text]


def hide_contact_details(text: str) -> str:
    """The text with each address or number replaced by a mention that one stood there."""
    return _CONTACT.sub(gettext("[contact details hidden]"), text)


def refuse_contact_details(text: str) -> None:
    """A form validator. Raises ValidationError naming what was found."""
    if found := find_contact_details(text):
        raise ValidationError(
            _("For everyone’s peace of mind, please leave out “%(found)s”: the exchange goes on here."),
            params={"found": found[0]},
            code="contact_details",
        )
