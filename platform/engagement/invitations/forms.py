"""Whom a manager looks for, the words of an invitation, and a refusal's."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.contact_details import refuse_contact_details
from engagement.invitations.selectors import PeopleSearch


class PeopleForm(forms.Form):
    """What is not understood does not filter."""

    within = forms.TypedChoiceField(
        label=_("Distance"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Whatever they accept")), *((km, f"{km}\N{NO-BREAK SPACE}km") for km in (5, 10, 20))],
    )
    free_then = forms.BooleanField(label=_("Free when it takes place"), required=False)
    skilled = forms.BooleanField(label=_("Has a skill that is asked for"), required=False)

    def search(self) -> PeopleSearch:
        """The valid fields."""
        self.is_valid()
        return PeopleSearch(**self.cleaned_data)

    @property
    def active(self) -> int:
        """How many filters are in use."""
        return sum(bool(value) for value in self.cleaned_data.values())


class InvitationForm(forms.Form):
    message = forms.CharField(
        label=_("Your words"),
        max_length=2000,
        validators=[refuse_contact_details],
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Why you thought of this person, and what it will be like. No address, no number: the answer reaches you"
            " here."
        ),
    )


class DeclineForm(forms.Form):
    """Everything may be left out: no is enough."""

    reason = forms.CharField(
        label=_("Why (if you wish)"),
        required=False,
        max_length=1000,
        validators=[refuse_contact_details],
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    never_again = forms.BooleanField(label=_("No more invitations from this association"), required=False)


class DeclineAwayForm(forms.Form):
    """To an association of another territory, where nobody knows who is asked: no is all it is told."""

    never_again = forms.BooleanField(label=_("No more invitations from this association"), required=False)
