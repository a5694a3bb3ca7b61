"""The day of a month, as French and German write it, in Python and in templates."""

from __future__ import annotations

from datetime import date

from django.template import engines
from django.utils.translation import override

from kernel.ui.dates import date_format


def test_the_first_of_a_month():
    first, second = date(2026, 11, 1), date(2026, 11, 2)
    with override("fr"):
        assert [date_format(day) for day in (first, second)] == ["1er novembre 2026", "2 novembre 2026"]
        assert date_format(first, "l j F") == "dimanche 1er novembre"
        assert [date_format(first, form) for form in ("j", "d/m/Y", "F Y")] == [
            "1",
            "01/11/2026",
            "novembre 2026",
        ]
        template = engines["django"].from_string(
            '{{ day|date:"DATE_FORMAT" }}, {{ day|date:"j F" }}{{ no|date }}'
        )
        assert template.render({"day": first, "no": None}) == "1er novembre 2026, 1er novembre"
    with override("nl"):
        assert date_format(first, "j F Y") == "1 november 2026"
    with override("de"):
        assert date_format(second, "j F Y") == "2. November 2026"
        assert date_format(second) == "2. November 2026"
