"""The step of the form that says when: on dates, every week, or without dates of its own."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from engagement.availability import AvailabilityField
from engagement.missions.dates import (
    CapacityBelowTaken,
    HasHadDates,
    SlotContent,
    SlotHasPeople,
    SlotIsGone,
    WeeklyRule,
)
from engagement.missions.enums import Step
from engagement.missions.fields import DayField, DaysField, MomentField, PlacesField, TimeInput, WordsField
from engagement.missions.models import Mission, Recurrence, Slot
from engagement.missions.services import When
from matching.taxonomy import DAYS

DATES, WEEKLY, OPEN = "dates", "weekly", "open"


class TimeForm(forms.Form):
    """How a mission takes place in time. Only the fields of the chosen rhythm count."""

    step = Step.TIME
    advice = _("A clear commitment, even a small one, is easier to make.")
    #: Fields by rhythm, for the template.
    RHYTHMS = {
        WEEKLY: (
            "weekdays",
            "starts",
            "ends",
            "weekly_capacity",
            "first_day",
            "last_day",
            "every",
            "skipped",
        ),
        OPEN: ("availability", "starts_at", "ends_at", "capacity"),
    }
    _NEEDED_WEEKLY = ("weekdays", "starts", "ends", "weekly_capacity", "first_day")

    rhythm = forms.ChoiceField(
        label=_("How does it take place?"),
        widget=forms.RadioSelect,
        choices=[
            (DATES, _("On one date or several")),
            (WEEKLY, _("Every week")),
            (OPEN, _("Without fixed dates")),
        ],
    )
    weekdays = forms.MultipleChoiceField(
        label=_("On which days?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(day.code, day.label) for day in DAYS],
    )
    starts = forms.TimeField(label=_("From (time)"), required=False, widget=TimeInput)
    ends = forms.TimeField(label=_("To (time)"), required=False, widget=TimeInput)
    weekly_capacity = PlacesField(label=_("Places each time"), required=False)
    first_day = DayField(label=_("First day"), required=False)
    last_day = DayField(label=_("Last day"), required=False, help_text=_("Leave empty if it goes on."))
    every = forms.TypedChoiceField(
        label=_("How often?"),
        required=False,
        coerce=int,
        choices=[(1, _("Every week")), (2, _("Every second week")), (4, _("Every fourth week"))],
    )
    skipped = DaysField(
        label=_("Days when it does not take place"),
        required=False,
        help_text=_("Holidays, a closed room… One a line, as 25/12/2026."),
    )
    availability = AvailabilityField(
        label=_("When in the week?"), required=False, help_text=_("Nothing ticked: whenever it suits people.")
    )
    starts_at = MomentField(label=_("Begins"), required=False)
    ends_at = MomentField(label=_("Ends"), required=False)
    capacity = PlacesField(
        label=_("How many people?"), required=False, help_text=_("Leave empty if there is room for all.")
    )
    reason = WordsField(
        label=_("A word for those whose date is cancelled"),
        rows=2,
        max_length=1000,
        help_text=_("Needed only when you remove a date that people count on: they receive it by e-mail."),
    )

    def __init__(self, *args: Any, keeps_dates: bool = False, **kwargs: Any) -> None:
        """`keeps_dates`: people have asked for some, so that it cannot go without; the page says what one can do."""
        super().__init__(*args, **kwargs)
        if keeps_dates:
            rhythm = self.fields["rhythm"]
            rhythm.choices = [one for one in rhythm.choices if one[0] != OPEN]  # type: ignore[attr-defined]
        is_weekly = not self.is_bound or self.data.get("rhythm") == WEEKLY
        for name in self._NEEDED_WEEKLY:
            self.fields[name].required = is_weekly

    @staticmethod
    def initial_of(mission: Mission) -> dict[str, Any]:
        """What the step shows of a mission."""
        rule = Recurrence.objects.filter(mission=mission).first()
        initial: dict[str, Any] = {
            name: getattr(mission, name) for name in ("availability", "starts_at", "ends_at", "capacity")
        }
        if rule:
            names = ("weekdays", "starts", "ends", "first_day", "last_day", "every", "skipped")
            return initial | {name: getattr(rule, name) for name in names} | {
                "rhythm": WEEKLY, "weekly_capacity": rule.capacity
            }  # fmt: skip
        open_ended = Step.TIME in mission.steps_done or mission.availability or mission.starts_at
        dated = mission.slots.standing().exists()
        return initial | {
            "rhythm": DATES if dated or not open_ended else OPEN,
            "first_day": timezone.localdate(),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        rhythm = data.get("rhythm")
        data["every"] = data.get("every") or 1
        for first, last in (("starts_at", "ends_at"), ("first_day", "last_day")):
            if data.get(first) and data.get(last) and data[last] < data[first]:
                self.add_error(last, _("The end comes before the beginning."))
        if rhythm == WEEKLY and data.get("starts") and data.get("starts") == data.get("ends"):
            self.add_error("ends", _("The end comes before the beginning."))
        return data

    def when(self, slots: BaseSlotFormSet) -> When:
        """The valid step as the service takes it."""
        data = self.cleaned_data
        match data["rhythm"]:
            case "weekly":
                rule = WeeklyRule(
                    capacity=data["weekly_capacity"],
                    **{
                        name: data[name]
                        for name in (
                            "weekdays",
                            "starts",
                            "ends",
                            "first_day",
                            "last_day",
                            "every",
                            "skipped",
                        )
                    },
                )
                return When(slots=slots.contents(), rule=rule, reason=data["reason"])
            case "dates":
                return When(slots=slots.contents(), reason=data["reason"])
            case _:
                return When(**{name: data[name] for name in self.RHYTHMS[OPEN]})

    def refuse(self, error: Exception) -> None:
        """Say in the form why the service refused. Raises what it does not know."""
        match error:
            case SlotHasPeople():
                self.add_error(
                    "reason",
                    ngettext(
                        "%(number)s person counts on %(date)s. Tell her why it is cancelled.",
                        "%(number)s people count on %(date)s. Tell them why it is cancelled.",
                        error.concerned,
                    )
                    % {"number": error.concerned, "date": error.slot.in_words},
                )
            case CapacityBelowTaken():
                words = ngettext(
                    "%(number)s person is accepted already: there cannot be fewer places.",
                    "%(number)s people are accepted already: there cannot be fewer places.",
                    error.taken,
                ) % {"number": error.taken}
                if error.slot:
                    self.add_error(None, f"{error.slot.in_words} — {words}")
                else:
                    self.add_error("capacity", words)
            case SlotIsGone():
                self.add_error(
                    None, _("One of these dates has begun or was changed meanwhile: open this page again.")
                )
            case HasHadDates():
                self.add_error(
                    "rhythm",
                    _(
                        "People have asked for its dates, so it keeps some. Copy it to make one without dates."
                    ),
                )
            case _:
                raise error


class SlotForm(forms.Form):
    """One dated turn. Left empty, it is ignored; left as it is, nothing is written."""

    slot: Slot | None = None
    slot_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    starts_at = MomentField(label=_("Begins"))
    ends_at = MomentField(label=_("Ends"))
    capacity = PlacesField(label=_("Places"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts_at, ends_at = data.get("starts_at"), data.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", _("The end comes before the beginning."))
        if starts_at and starts_at <= timezone.now() and not data.get("DELETE"):
            self.add_error("starts_at", _("This moment is past."))
        return data


class BaseSlotFormSet(forms.BaseFormSet[SlotForm]):
    """The dates to come of a mission."""

    def contents(self) -> list[SlotContent]:
        """What is new, changed or removed, as the service takes it."""
        return [
            SlotContent(
                starts_at=form.cleaned_data["starts_at"],
                ends_at=form.cleaned_data["ends_at"],
                capacity=form.cleaned_data["capacity"],
                slot_id=form.cleaned_data.get("slot_id"),
                removed=bool(form.cleaned_data.get("DELETE")),
            )
            for form in self.forms
            if form.has_changed()
            and form.cleaned_data.get("starts_at")
            and (form.cleaned_data.get("slot_id") or not form.cleaned_data.get("DELETE"))
        ]

    @property
    def remains(self) -> bool:
        """Whether a date is left once the form is saved."""
        return any(
            form.cleaned_data.get("starts_at") and not form.cleaned_data.get("DELETE") for form in self.forms
        )

    @property
    def has_people(self) -> bool:
        """Whether anyone counts on one of these dates."""
        return any(form.slot and form.slot.concerned for form in self.forms)  # type: ignore[attr-defined]


_SlotFormSet = forms.formset_factory(SlotForm, formset=BaseSlotFormSet, extra=2, can_delete=True, max_num=120)


def slots_of(mission: Mission, data: Any = None) -> BaseSlotFormSet:
    """The rows of a mission's dates to come, each with its `slot` and how many people it concerns."""
    slots = {
        slot.pk: slot for slot in mission.slots.to_come(timezone.now()).with_people().order_by("starts_at")
    }
    initial = [
        {
            "slot_id": slot.pk,
            "starts_at": timezone.localtime(slot.starts_at).replace(second=0, microsecond=0),
            "ends_at": timezone.localtime(slot.ends_at).replace(second=0, microsecond=0),
            "capacity": slot.capacity,
        }
        for slot in slots.values()
    ]
    formset = cast(BaseSlotFormSet, _SlotFormSet(data, initial=initial, prefix="slots"))
    for form in formset.forms:
        form.slot = slots.get(form.initial.get("slot_id", 0))
    return formset
