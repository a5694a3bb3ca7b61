from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from engagement.figures.models import Report
from engagement.figures.periods import (
    InvalidPeriod,
    Period,
    free_period,
    parse_period,
    recent_periods,
    year_of,
)


class PeriodForm(forms.Form):
    """A period from the list, or days of one's own, which win. Until one asks, `period` is the year at hand."""

    periode = forms.ChoiceField(label=_("Period"), required=False)
    du = forms.DateField(label=_("or from the"), required=False, widget=AdminDateInput)
    au = forms.DateField(label=_("to the"), required=False, widget=AdminDateInput)

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data or None)
        self.period: Period = year_of(today)
        choices = [
            (heading, [(period.code, period.label) for period in periods])
            for heading, periods in recent_periods(today).items()
        ]
        asked = (data or {}).get("periode", "")
        if asked and all(asked != code for _heading, group in choices for code, _label in group):
            with suppress(InvalidPeriod):
                choices.insert(0, (str(_("Asked for")), [(asked, parse_period(asked).label)]))
        field = self.fields["periode"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        self.initial["periode"] = self.period.code

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("du"), cleaned.get("au")
        if bool(first) != bool(last) and not self.errors:
            raise forms.ValidationError(_("Give both days, the first and the last."))
        try:
            if first and last:
                self.period = free_period(first, last)
            elif cleaned.get("periode"):
                self.period = parse_period(cleaned["periode"])
        except InvalidPeriod:
            self.add_error("au", _("The last day comes after the first, five years later at most."))
        return cleaned


class ReportForm(forms.ModelForm[Report]):
    class Meta:
        model = Report
        fields = ["title", "first_day", "last_day", "foreword", "highlights", "outlook", "signed_by"]
        widgets = {
            "first_day": AdminDateInput,
            "last_day": AdminDateInput,
            **{name: forms.Textarea(attrs={"rows": 5}) for name in ("foreword", "highlights", "outlook")},
        }
        help_texts = {
            "title": _("“Report of activity 2026”, for instance."),
            "foreword": _(
                "A few words of the chair, on the first pages. Leave a blank line between paragraphs."
            ),
            "highlights": _("What happened behind the figures."),
            "outlook": _("Printed at the end."),
            "signed_by": _("Name and office, below the foreword."),
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last:
            try:
                free_period(first, last)
            except InvalidPeriod:
                self.add_error("last_day", _("The last day comes after the first, five years later at most."))
        return cleaned
