"""Forms of taking part that are the association's: the inbox's filter, the answer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.contact_details import refuse_contact_details
from engagement.participations.models import ParticipationState


class InboxFilterForm(forms.Form):
    """Requests in one state, or all."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *ParticipationState.choices]
    )


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
