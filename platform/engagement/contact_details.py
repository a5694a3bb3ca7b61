"""E-mail addresses and telephone numbers in what people write to one another: found, and hidden.

Contact goes through the platform, so that nobody's address travels without a decision of its owner.
"""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

_EMAIL = r"(?<![\w.+-])[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+"
# Nine digits or more after a 0 or a country code, with the separators people use. A year or a postcode is shorter.
_TELEPHONE = r"(?<![\w])(?:(?:\+|00)\s?\d{2}\s?(?:\(0\)\s?)?|0)[1-9](?:[\s./-]?\d){7,8}(?!\d)"
_CONTACT = re.compile(f"{_EMAIL}|{_TELEPHONE}", re.IGNORECASE)


def find_contact_details(text: str) -> list[str]:
    """The e-mail addresses and telephone numbers of a text, in reading order."""
    return [match.group() for match in _CONTACT.finditer(text)]


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
