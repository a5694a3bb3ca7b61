"""Where a territory's figures and reports are visited."""

from __future__ import annotations

from tests.isolation.filling import Filled
from tests.isolation.walker import At, Example


def _reports(filled: Filled) -> At:
    return At(kwargs={"pk": filled.report.pk})


EXAMPLES: dict[str, Example] = {
    "figures:page": lambda filled: [At(), At(query={"periode": "2026-T4"})],
    "figures:workbook": lambda filled: At(kwargs={"code": "2026"}),
    "figures:csv": lambda filled: At(kwargs={"code": "2026"}),
    "figures:report": _reports,
    "figures:delete_report": _reports,
    "figures:paper": _reports,
}
