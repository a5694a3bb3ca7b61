"""Forms of recognition: the volunteer's declarations, the association's answers, certificates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagement.associations.models import Association
from engagement.contact_details import refuse_contact_details
from engagement.missions.models import Mission
from engagement.recognition.models import STATES_FOR_ASSOCIATION, CertificateKind
from engagement.recognition.selectors import associations_of, missions_of
from kernel.accounts.models import User


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


def _hours(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        min_value=Decimal("0.25"),
        max_value=Decimal(999),
        max_digits=5,
        decimal_places=2,
        localize=True,
        help_text=_("In hours: 1,5 is an hour and a half."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 6}),
    )


def _minutes(hours: Decimal) -> int:
    return round(hours * 60)


class DeclareForm(forms.Form):
    """Hours of a regular mission."""

    association = forms.ModelChoiceField(label=_("Association"), queryset=Association.objects.none())
    mission = forms.ModelChoiceField(
        label=_("Mission"), queryset=Mission.objects.none(), required=False, empty_label=_("Another task")
    )
    day = forms.DateField(label=_("Day"), widget=DayInput)
    hours = _hours(_("Hours given"))
    note = forms.CharField(
        label=_("What you did"), max_length=280, required=False, validators=[refuse_contact_details]
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["association"].queryset = associations_of(user=user)  # type: ignore[attr-defined]
        self.fields["mission"].queryset = missions_of(user=user)  # type: ignore[attr-defined]
        self.fields["hours"].max_value = Decimal(24)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        mission, association = given.get("mission"), given.get("association")
        if mission and association and mission.association_id != association.pk:
            self.add_error("mission", _("This mission is another association’s."))
        return given

    @property
    def minutes(self) -> int:
        return _minutes(self.cleaned_data["hours"])


class DisputeForm(forms.Form):
    """Why hours are wrong."""

    reason = forms.CharField(
        label=_("What is wrong, and how many hours did you give?"),
        max_length=1000,
        validators=[refuse_contact_details],
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class HoursAnswerForm(forms.Form):
    """The association's answer to hours declared or disputed. Whatever contradicts the volunteer says why."""

    hours = _hours(_("Hours"))
    answer = forms.CharField(
        label=_("Your words"),
        required=False,
        max_length=1000,
        validators=[refuse_contact_details],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when you correct, refuse, or stand by your number."),
    )

    def __init__(
        self, *args: Any, contradicting: bool = False, correcting: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.contradicting = contradicting
        self.fields["hours"].required = correcting

    def clean_answer(self) -> str:
        answer: str = self.cleaned_data["answer"].strip()
        if self.contradicting and not answer:
            raise forms.ValidationError(_("Please say why: somebody gave this time."))
        return answer

    @property
    def minutes(self) -> int:
        return _minutes(self.cleaned_data["hours"])


class HoursFilterForm(forms.Form):
    """Hours in one state, or all."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *STATES_FOR_ASSOCIATION.items()]
    )


class ThanksForm(forms.Form):
    """A note."""

    text = forms.CharField(
        label=_("Your words"),
        max_length=1000,
        validators=[refuse_contact_details],
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ExpenseForm(forms.Form):
    """A lump sum received."""

    association = forms.ModelChoiceField(
        label=_("Association"),
        queryset=Association.objects.none(),
        required=False,
        empty_label=_("Another one"),
    )
    day = forms.DateField(label=_("Day"), widget=DayInput)
    amount = forms.DecimalField(
        label=_("Amount (€)"),
        min_value=Decimal("0.01"),
        max_digits=7,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 8}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["association"].queryset = associations_of(user=user)  # type: ignore[attr-defined]

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("That day has not come yet."))
        return day


class CertificateForm(forms.Form):
    """What a certificate is to count."""

    kind = forms.ChoiceField(
        label=_("What the certificate counts"),
        choices=CertificateKind.choices,
        widget=forms.RadioSelect,
        initial=CertificateKind.PERIOD,
    )
    association = forms.ModelChoiceField(
        label=_("Association"), queryset=Association.objects.none(), required=False
    )
    mission = forms.ModelChoiceField(label=_("Mission"), queryset=Mission.objects.none(), required=False)
    first_day = forms.DateField(label=_("First day"), widget=DayInput)
    last_day = forms.DateField(label=_("Last day"), widget=DayInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["association"].queryset = associations_of(user=user)  # type: ignore[attr-defined]
        self.fields["mission"].queryset = missions_of(user=user)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("kind") == CertificateKind.ASSOCIATION and not given.get("association"):
            self.add_error("association", _("Choose the association."))
        if given.get("kind") == CertificateKind.MISSION and not given.get("mission"):
            self.add_error("mission", _("Choose the mission."))
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The end comes before the beginning."))
        return given


class RevokeForm(forms.Form):
    """Why a certificate is taken back: kept in the journal, not shown on its page."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=300,
        help_text=_("For the journal of acts. Its page only says that the certificate was revoked."),
    )


class CodeForm(forms.Form):
    """The code of a certificate, as it stands on paper."""

    code = forms.CharField(
        label=_("Code of the certificate"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
