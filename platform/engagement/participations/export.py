"""The inbox as a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook

from engagement.participations.journal import EXPORTED
from engagement.participations.models import Participation
from engagement.participations.presenters import when_in_words
from kernel.accounts.models import User
from kernel.audit import services as audit
from kernel.spreadsheets import plain_text

#: More rows than this do not go into one file.
MOST_ROWS = 10_000


def export_participations(*, participations: Iterable[Participation], by: User) -> bytes:
    """The workbook of these, and a line in the journal: who took it, and how many rows."""
    rows = list(participations)
    audit.record(act=EXPORTED, actor=by, details={"rows": len(rows)})
    return workbook_of(rows)


def workbook_of(participations: Iterable[Participation]) -> bytes:
    """One row a participation, as the inbox shows it. No query of its own."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(_("Participations"))
    sheet.append(
        [
            _("Association"),
            _("Mission"),
            _("Date"),
            _("First name"),
            _("State"),
            _("Requested"),
            _("Answered"),
            _("Message"),
            _("Answers"),
            _("Your answer"),
            _("Hours"),
        ]
    )
    for one in participations:
        replies = "\n".join(f"{reply['question']} {reply['answer']}" for reply in one.replies)
        texts = [
            one.mission.association.name,
            one.mission.title,
            when_in_words(one),
            one.user.masked_name,
            one.get_state_display(),
        ]
        days = [_day(one.requested_at), _day(one.answered_at)]
        words = [one.message, replies, one.answer]
        sheet.append([*map(plain_text, texts), *days, *map(plain_text, words), one.hours])
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def _day(moment: object) -> object:
    """A date without time zone, as workbooks want them."""
    return timezone.localtime(moment).replace(tzinfo=None) if moment else None  # type: ignore[arg-type]
