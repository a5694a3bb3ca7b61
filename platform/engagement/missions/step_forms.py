"""The form that makes an association think, step by step. Each step says how it reads and writes a mission."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.associations.models import Public
from engagement.communes import LocalCommuneField
from engagement.missions.enums import Reach, Remote, Step
from engagement.missions.fields import WordsField
from engagement.missions.models import Mission
from engagement.rules.selectors import current_rules
from matching.taxonomy import cause_choices, skill_choices


class StepForm(forms.Form):
    """One step. `advice` is what one should think of before writing."""

    step: ClassVar[Step]
    advice: ClassVar[Any] = ""

    @classmethod
    def initial_of(cls, mission: Mission) -> dict[str, Any]:
        """What the step shows of a mission."""
        return {name: getattr(mission, name) for name in cls.base_fields}

    def values(self, mission: Mission | None) -> dict[str, Any]:
        """The valid step as the service takes it, by the names of `MissionContent`."""
        return dict(self.cleaned_data)


class NeedForm(StepForm):
    step = Step.NEED
    advice = _("The more clearly a need is told, the more people dare to answer.")

    title = WordsField(
        label=_("Title"),
        required=True,
        max_length=140,
        help_text=_("What is to be done, in a few words: “Serve the Friday soup”."),
    )
    need = WordsField(
        label=_("Why do you need someone?"),
        required=True,
        rows=5,
        help_text=_("Who will be helped, and what it changes for them."),
    )
    causes = forms.MultipleChoiceField(label=_("Causes"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["causes"].choices = cause_choices()  # type: ignore[attr-defined]


class TasksForm(StepForm):
    step = Step.TASKS
    advice = _("Picture the first day: who opens the door, what does one do, whom does one ask?")

    tasks = WordsField(label=_("What will they do?"), rows=4, help_text=_("One task a line."))
    welcome = WordsField(label=_("Who welcomes them, and how?"), rows=3)
    accompaniment = WordsField(
        label=_("Who helps them along?"),
        rows=3,
        help_text=_("Training, working in pairs, a person to turn to."),
    )

    @classmethod
    def initial_of(cls, mission: Mission) -> dict[str, Any]:
        return super().initial_of(mission) | {"tasks": "\n".join(mission.tasks)}

    def clean_tasks(self) -> list[str]:
        lines = [line.strip(" \t-•") for line in self.cleaned_data["tasks"].splitlines()]
        tasks = [line for line in lines if line]
        if any(len(task) > 200 for task in tasks):
            raise forms.ValidationError(_("A task takes 200 characters at most."))
        return tasks


class GivenBackForm(StepForm):
    step = Step.GIVEN_BACK
    advice = _("Giving time is also receiving: say what people take home with them.")

    given_back = WordsField(
        label=_("What do they receive?"),
        rows=3,
        help_text=_("A certificate, a shared meal, new skills, a word of thanks."),
    )
    expenses = WordsField(
        label=_("Are expenses reimbursed?"),
        max_length=280,
        help_text=_("Which ones, and how. Leave empty if they are not."),
    )
    insurance = WordsField(
        label=_("Are they insured?"),
        max_length=280,
        help_text=_("“Our association’s civil liability covers volunteers”, for instance."),
    )


class PeopleForm(StepForm):
    step = Step.PEOPLE
    advice = _("Ask for what is really needed: each condition keeps someone away.")

    skills = forms.MultipleChoiceField(
        label=_("Useful skills"), required=False, widget=forms.CheckboxSelectMultiple
    )
    publics = forms.MultipleChoiceField(
        label=_("People served"), required=False, choices=Public.choices, widget=forms.CheckboxSelectMultiple
    )
    min_age = forms.IntegerField(label=_("Minimum age"), required=False, min_value=6, max_value=99)
    accessibility = WordsField(
        label=_("Accessibility"),
        rows=2,
        help_text=_("Steps, transport, standing for long, a quiet place…"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["skills"].choices = skill_choices()  # type: ignore[attr-defined]


class PlaceForm(StepForm):
    step = Step.PLACE
    advice = _("A place that is easy to find is half of the way.")

    remote = forms.ChoiceField(
        label=_("On site or from home?"), choices=Remote.choices, widget=forms.RadioSelect
    )
    commune = LocalCommuneField(label=_("Commune"), help_text=_("Its name or its postcode."))
    place_name = WordsField(label=_("Name of the place"), max_length=160)
    street = forms.CharField(label=_("Street and number"), required=False, max_length=160)
    reach = forms.ChoiceField(label=_("Who may see it?"), choices=Reach.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """What the territory allows at most is the last that is offered."""
        super().__init__(*args, **kwargs)
        furthest = current_rules().outgoing_reach
        allowed = Reach.values[: Reach.values.index(furthest) + 1]
        self.fields["reach"].choices = [one for one in Reach.choices if one[0] in allowed]  # type: ignore[attr-defined]
        if self.initial.get("reach") not in allowed:
            self.initial["reach"] = furthest
        if furthest != Reach.NETWORK:
            self.fields["reach"].help_text = _("The territory shows its missions no further.")

    def values(self, mission: Mission | None) -> dict[str, Any]:
        """A mission stands where its commune does; one that stays in its commune keeps its place."""
        data = dict(self.cleaned_data)
        commune = data["commune"]
        place = mission if mission and mission.commune_id == commune.pk else commune
        return data | {"latitude": place.latitude, "longitude": place.longitude}


#: The steps that a plain form makes; the last, when, is `schedule_forms`'.
STEP_FORMS: dict[Step, type[StepForm]] = {
    form.step: form for form in (NeedForm, TasksForm, GivenBackForm, PeopleForm, PlaceForm)
}


class ReasonForm(forms.Form):
    """Why a mission is cancelled: read by everyone who counted on it."""

    reason = WordsField(
        label=_("Why is it cancelled?"),
        required=True,
        rows=4,
        max_length=1000,
        help_text=_("Everyone who takes part or has asked to receives these words by e-mail."),
    )


class PatternForm(forms.Form):
    """What an association calls a model of its own."""

    name = forms.CharField(label=_("Name of the model"), max_length=140)
