"""Wagtail's own e-mails, about pages to be read and comments, through kernel.mail: branded, journalled, retried.

Wagtail has no setting for it: the one function that sends them all is replaced, and the connection to a mail server
that it opens around it, which would cost a request its time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin import mail as wagtail_mail

from kernel.accounts.models import User
from kernel.mail import services as mail
from kernel.mail.registry import team

_ADDRESS = re.compile(r"[^\s@<>(),;]+@[^\s@<>(),;]+")


def send_mail(
    subject: str, message: str, recipient_list: Sequence[str], from_email: str | None = None, **options: Any
) -> int:
    """What Wagtail wrote, to the people it names who are still of the team; returns to how many."""
    people = [person for person in User.objects.filter(email__in=recipient_list) if team(person)]
    for person in people:
        mail.send(
            template="team_pages",
            to=person,
            context={
                "subject_line": _without_accounts(subject),
                "first_name": person.first_name,
                "body": _without_accounts(message).strip(),
            },
        )
    return len(people)


def _without_accounts(words: str) -> str:
    """Wagtail calls a colleague without a name by her address, which is left out. Others are what somebody wrote."""
    found = {address.lower() for address in _ADDRESS.findall(words)}
    accounts = set(User.objects.filter(email__in=found).values_list("email", flat=True)) if found else ()
    return _ADDRESS.sub(lambda match: _("A colleague") if match[0].lower() in accounts else match[0], words)


def take_over() -> None:
    """From now on, Wagtail sends by us."""
    wagtail_mail.send_mail = send_mail
    wagtail_mail.get_connection = lambda: None
    wagtail_mail.OpenedConnection = nullcontext
