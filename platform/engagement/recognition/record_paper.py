"""A year's record on paper."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from engagement.durations import hours_in_words
from engagement.recognition.presenters import months_in_words, named_minutes
from engagement.recognition.selectors import YearRecord
from kernel.accounts.models import User
from kernel.ui.dates import date_format
from themes.branding.papers import brand_on_paper, make_pdf

_PAPER = Path(__file__).parent / "typst" / "record.typ"


def year_pdf(*, user: User, record: YearRecord, now: datetime) -> bytes:
    """Her year on paper: no certificate, and it says so."""
    brand = brand_on_paper()
    sections = [
        _table(_("By association"), _("Association"), named_minutes(record.by_association)),
        _table(_("By mission"), _("Mission"), named_minutes((m[0], m[2]) for m in record.missions)),
        _table(_("By cause"), _("Cause"), named_minutes(record.by_cause)),
        _table(_("By month"), _("Month"), months_in_words(record)),
    ]
    told: list[dict[str, Any]] = [section for section in sections if section["rows"]]
    if record.thanks:
        quotes = [{"text": thanks.text, "by": thanks.association.name} for thanks in record.thanks]
        told.append({"title": _("What associations told you"), "quotes": quotes})
    data = {
        "brand": brand,
        "title": _("My volunteering in %(year)s") % {"year": record.year},
        "description": _("Hours given in %(year)s") % {"year": record.year},
        "foot": _("A summary for yourself, of %(day)s. A certificate can be verified; this paper cannot.")
        % {"day": date_format(timezone.localdate(now), "DATE_FORMAT")},
        "lead": _("%(name)s, %(hours)s given and confirmed by associations")
        % {"name": user.get_full_name() or user.get_short_name(), "hours": hours_in_words(record.minutes)},
        "sections": told,
    }
    return make_pdf(template=_PAPER, data=data)


def _table(title: str, name: str, rows: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "title": title,
        "columns": [name, _("Hours")],
        "rows": [[row["name"], row["hours"]] for row in rows],
    }
