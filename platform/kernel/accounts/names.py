"""What cannot be a person's name, and would reach other people's pages and e-mails under its cover."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

#: A digit, a sign of addresses and of code, or `example.org`. “J.P.”, “O’Brien” and “Anne-Lise” are names.
_NO_NAME = re.compile(r"[\d@/\\:<>{}\[\]|=&%#*]|\w{2,}\.\w{2,}")


def refuse_what_is_no_name(text: str) -> None:
    """A validator. Raises ValidationError for telephone numbers, e-mail addresses, links, code."""
    if _NO_NAME.search(text):
        raise ValidationError(
            _("A name only, please: no numbers, no addresses, no links."), code="not_a_name"
        )
