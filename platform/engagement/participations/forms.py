"""Forms of taking part that are the association's: the inbox's filter, answers, messages, attendance."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.contact_details import refuse_contact_details
from engagement.missions.models import Mission, Slot
from engagement.moments import moment_in_words
from engagement.participations.inbox import InboxSearch
from engagement.participations.models import ParticipationState


class InboxFilterForm(forms.Form):
    """What to show of the inbox. Dates are chosen from once a mission is."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *ParticipationState.choices]
    )
    mission = forms.ChoiceField(label=_("Mission"), required=False)
    slot = forms.ChoiceField(label=_("Date"), required=False)
    days = forms.TypedChoiceField(
        label=_("Without an answer for"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Whatever the time")), (3, _("3 days")), (7, _("a week")), (14, _("two weeks"))],
    )
    name = forms.CharField(
        label=_("First name"), required=False, max_length=60, widget=forms.TextInput(attrs={"type": "search"})
    )

    def __init__(self, data: Any, *, missions: Sequence[Mission], slots: Sequence[Slot]) -> None:
        super().__init__(data)
        every = ("", _("All"))
        self.fields["mission"].choices = [every, *((one.pk, one.title) for one in missions)]  # type: ignore[attr-defined]
        if slots:
            choices = [every, *((one.pk, moment_in_words(one.starts_at)) for one in slots)]
            self.fields["slot"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["slot"]

    def search(self) -> InboxSearch:
        """What is asked for; what is not understood does not filter."""
        self.is_valid()
        data = self.cleaned_data
        return InboxSearch(
            state=data.get("state", ""),
            mission_id=int(data["mission"]) if data.get("mission") else None,
            slot_id=int(data["slot"]) if data.get("slot") else None,
            days=data.get("days"),
            name=data.get("name", ""),
        )

    @property
    def active(self) -> int:
        """How many filters are in use."""
        return sum(bool(value) for value in self.cleaned_data.values())


class AnswerForm(forms.Form):
    """The association's words. A refusal needs some: it is read by someone who offered her time."""

    answer = forms.CharField(
        label=_("Your answer"),
        required=False,
        max_length=2000,
        validators=[refuse_contact_details],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("A word of welcome, what to bring… or, if it is no, why."),
    )

    def __init__(self, *args: object, declining: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.declining = declining

    def clean_answer(self) -> str:
        answer: str = self.cleaned_data["answer"].strip()
        if self.declining and not answer:
            raise forms.ValidationError(_("Please say why: a kind word makes a refusal easier to receive."))
        return answer


class AttendanceForm(forms.Form):
    """One line of the attendance sheet. Nothing chosen: nothing is recorded."""

    presence = forms.ChoiceField(
        label=_("Presence"),
        required=False,
        choices=[("present", _("Present")), ("absent", _("Absent"))],
        widget=forms.RadioSelect,
    )
    hours = forms.DecimalField(
        label=_("Hours"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(999),
        max_digits=5,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 5}),
    )
