"""Where the routes of hours, thanks and certificates are visited, and who reaches them."""

from __future__ import annotations

from django.utils import timezone

from tests.isolation.filling import Filled
from tests.isolation.walker import At, Example


def _certificate_pages(filled: Filled) -> list[At]:
    return [At(kwargs={"code": one.code}) for one in filled.recognition.certificates.values()]


REACHED_BY = dict.fromkeys(
    (
        "recognition:dispute",
        "recognition:accept",
        "recognition:take_back",
        "recognition:drop_expense",
        "recognition:pdf",
    ),
    "citizen",
) | dict.fromkeys(
    (
        "recognition:association_hours",
        "recognition:answer",
        "recognition:thanks",
        "recognition:association_certificates",
    ),
    "manager",
)


EXAMPLES: dict[str, Example] = {
    "recognition:year": lambda filled: At(kwargs={"year": timezone.localdate().year}),
    "recognition:record_pdf": lambda filled: At(kwargs={"year": timezone.localdate().year}),
    "recognition:verify": _certificate_pages,
    "recognition:pdf": lambda filled: At(kwargs={"pk": filled.recognition.certificates["valid"].pk}),
    "recognition:revoke": lambda filled: At(kwargs={"pk": filled.recognition.certificates["valid"].pk}),
    "recognition:accept": lambda filled: At(kwargs={"pk": filled.recognition.hours["corrected"].pk}),
    "recognition:take_back": lambda filled: At(kwargs={"pk": filled.recognition.hours["declared"].pk}),
    "recognition:drop_expense": lambda filled: At(kwargs={"pk": filled.recognition.expense.pk}),
}
