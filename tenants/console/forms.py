"""What an administrator of the network may ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.billing import register
from tenants.console.selectors import Search
from tenants.registry.models import Territory


class SearchForm(forms.Form):
    """Any of them may be wrong: what cannot be read narrows nothing."""

    words = forms.CharField(label=_("Name or address"), required=False, max_length=80)
    state = forms.ChoiceField(label=_("State"), required=False)
    attention = forms.BooleanField(label=_("What calls for attention only"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = Territory._meta.get_field("state").choices or []
        self.fields["state"].choices = [("", _("All but those that are gone")), *states]  # type: ignore[attr-defined]

    def search(self) -> Search:
        self.is_valid()
        return Search(**self.cleaned_data)


class ReasonForm(forms.Form):
    """Each act has its reason, in the network's journal; of the last ones the territory's team reads it too."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays in the journal. Name nobody."),
    )


class ReviewForm(ReasonForm):
    """The reason of a refusal is sent to whoever opened the territory; an acceptance needs none."""

    reason = forms.CharField(
        label=_("Word to whoever opened it"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    decision = forms.ChoiceField(choices=[("accept", _("Accept")), ("refuse", _("Refuse"))])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") == "refuse" and not cleaned.get("reason"):
            self.add_error("reason", _("Say why: they will read it."))
        return cleaned


class CreditForm(ReasonForm):
    """Why an invoice is cancelled, and whether the same is sent anew by today's billing details."""

    again = forms.BooleanField(
        label=_("Send the same again, by today’s billing details"),
        required=False,
        help_text=_("For an invoice that came back: a wrong number, a missing service code."),
    )


class InvoiceSearchForm(forms.Form):
    """Any of them may be wrong: what cannot be read narrows nothing."""

    words = forms.CharField(label=_("Number, body, SIRET, BCE or territory"), required=False, max_length=80)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    standing = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All of them")), *register.Standing.choices]
    )

    def __init__(self, *args: Any, years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", _("All years")), *((year, year) for year in years)]  # type: ignore[attr-defined]

    def search(self) -> register.Search:
        self.is_valid()
        return register.Search(**self.cleaned_data)


class PaymentForm(forms.Form):
    """A transfer that has arrived, or has left for a credit note."""

    paid_on = forms.DateField(
        label=_("Day of the transfer"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reference = forms.CharField(label=_("Reference on the statement"), max_length=80)

    def clean_paid_on(self) -> Any:
        paid_on = self.cleaned_data["paid_on"]
        if paid_on > timezone.localdate():
            raise forms.ValidationError(_("This day is yet to come."))
        return paid_on
