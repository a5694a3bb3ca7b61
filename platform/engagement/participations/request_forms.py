"""“I take part”: the date where there are several, the association's questions, and a few words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from engagement.contact_details import refuse_contact_details
from engagement.missions.models import Slot
from engagement.participations.models import Question, QuestionKind
from engagement.participations.services import Reply

_WAIT = "wait-"
_ANY = "any"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: a slot or (None) the mission; a place, or to wait for one."""

    slot_id: int | None
    waits: bool


class SlotField(forms.ChoiceField):
    """A slot, to take part or to wait: each stays a valid choice though it filled up since the page was made."""

    def valid_value(self, value: Any) -> bool:
        number = str(value).removeprefix(_WAIT)
        choices = [choice for choice, _label in self.choices]  # type: ignore[misc, union-attr]
        return any(number == str(choice).removeprefix(_WAIT) for choice in choices)


class ParticipationForm(forms.Form):
    """`slots` are those she may still ask for, with `places_left`; `is_full`: no place is left, one can only wait."""

    slot = SlotField(label=_("Which date?"), widget=forms.RadioSelect)
    message = forms.CharField(
        label=_("A few words for the association"),
        required=False,
        max_length=2000,
        validators=[refuse_contact_details],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "What draws you, a question… Your e-mail address stays hidden: answers reach you through us."
        ),
    )

    def __init__(
        self,
        *args: Any,
        slots: Sequence[Slot],
        questions: Sequence[Question] = (),
        is_full: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_full = is_full
        self.questions = {f"question_{question.pk}": question for question in questions}
        if slots:
            self._offer(slots)
        else:
            del self.fields["slot"]
        for name, question in self.questions.items():
            self.fields[name] = _field(question)
        self.order_fields(["slot", *self.questions, "message"])

    def _offer(self, slots: Sequence[Slot]) -> None:
        free = [(str(slot.pk), _free(slot)) for slot in slots if slot.places_left]
        full = [(f"{_WAIT}{slot.pk}", _full(slot)) for slot in slots if not slot.places_left]
        if len(full) > 1 and not free:
            full.insert(0, (f"{_WAIT}{_ANY}", gettext("The first of these dates that comes free")))
        field = self.fields["slot"]
        field.choices = free + full  # type: ignore[attr-defined]
        field.widget.template_name = "participations/slot_choices.html"  # the next ones, and a way to more
        if len(free or full) == 1:
            field.initial = (free or full)[0][0]

    def wish(self) -> Wish:
        """What the valid form asks for."""
        chosen = self.cleaned_data.get("slot", "")
        if not chosen:
            return Wish(slot_id=None, waits="wait" in self.data)
        number = chosen.removeprefix(_WAIT)
        return Wish(slot_id=None if number == _ANY else int(number), waits=chosen.startswith(_WAIT))

    def replies(self) -> list[Reply]:
        """The questions that were answered, in words."""
        said = {name: self.cleaned_data.get(name, "").strip() for name in self.questions}
        labels = {"yes": gettext("Yes"), "no": gettext("No")}
        return [
            {
                "question": question.text,
                "answer": labels[said[name]] if question.kind == QuestionKind.YES_NO else said[name],
            }
            for name, question in self.questions.items()
            if said[name]
        ]


def _free(slot: Slot) -> str:
    left = slot.places_left
    places = ngettext("%(number)s place left", "%(number)s places left", left) % {"number": left}
    return f"{slot.in_words} ({places})"


def _full(slot: Slot) -> str:
    return f"{slot.in_words} ({gettext('full: join the waiting list')})"


def _field(question: Question) -> forms.Field:
    required, label = question.is_required, question.text
    match question.kind:
        case QuestionKind.YES_NO:
            answers = [("yes", _("Yes")), ("no", _("No"))]
            return forms.ChoiceField(
                label=label, required=required, choices=answers, widget=forms.RadioSelect
            )
        case QuestionKind.CHOICE:
            return forms.ChoiceField(
                label=label,
                required=required,
                choices=[(choice, choice) for choice in question.choices],
                widget=forms.RadioSelect,
            )
        case QuestionKind.LONG:
            return forms.CharField(
                label=label,
                required=required,
                max_length=2000,
                validators=[refuse_contact_details],
                widget=forms.Textarea(attrs={"rows": 4}),
            )
        case _:
            return forms.CharField(
                label=label, required=required, max_length=200, validators=[refuse_contact_details]
            )
