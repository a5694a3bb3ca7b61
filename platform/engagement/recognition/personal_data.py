"""Hours, thanks, expenses, certificates. On erasure, hours stay as numbers."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from engagement.privacy.plain import plain_rows
from engagement.privacy.registry import Holder, register
from engagement.recognition.models import Certificate, Expense, Hours, Thanks
from engagement.recognition.selectors import hours_of
from engagement.recognition.services import anonymise_hours
from kernel.accounts.models import User


def _describe(user: User) -> list[str]:
    hours, papers, notes, sums = (
        model.objects.filter(user=user).count() for model in (Hours, Certificate, Thanks, Expense)
    )
    counts = (
        (hours, ngettext("%(number)s line of hours given", "%(number)s lines of hours given", hours)),
        (papers, ngettext("%(number)s certificate", "%(number)s certificates", papers)),
        (notes, ngettext("%(number)s thank-you note", "%(number)s thank-you notes", notes)),
        (
            sums,
            ngettext("%(number)s sum received for expenses", "%(number)s sums received for expenses", sums),
        ),
    )
    return [words % {"number": number} for number, words in counts if number]


def _export(user: User) -> dict[str, Any]:
    certificates = Certificate.objects.filter(user=user)
    return {
        _("Hours"): plain_rows(
            hours_of(user=user),
            ("association", "mission", "day", "minutes", "state", "note", "dispute", "answer", "recorded_at"),
        ),
        _("Certificates"): [
            {
                _("Code"): one.code,
                _("Issued"): one.issued_at,
                _("Revoked"): one.revoked_at,
                _("Text"): _said(one),
            }
            for one in certificates
        ],
        _("Thanks"): plain_rows(
            Thanks.objects.filter(user=user).select_related("association"), ("association", "text", "sent_at")
        ),
        _("Expenses"): plain_rows(
            Expense.objects.filter(user=user).select_related("association"), ("association", "day", "amount")
        ),
    }


def _said(certificate: Certificate) -> dict[str, Any]:
    return {key: value for key, value in certificate.snapshot.items() if key != "brand"}


register(
    Holder(
        code="recognition",
        label=gettext_lazy("Hours you gave"),
        purpose=gettext_lazy("To recognise what you give, and to certify it when you ask."),
        order=45,
        describe=_describe,
        export=_export,
        erase=lambda user, now: anonymise_hours(user=user, now=now),
        kept=gettext_lazy(
            "Hours that associations confirmed, as numbers by month, without your name: they account for them to those"
            " who support them. Certificates are withdrawn: the papers can no longer be verified."
        ),
        edit_url="recognition:record",
    )
)
