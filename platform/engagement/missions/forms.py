"""Forms of missions: the search, taking part, and the one that makes an association think."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from engagement.associations.models import Public
from engagement.availability import AvailabilityField
from engagement.communes import LocalCommuneField
from engagement.contact_details import refuse_contact_details
from engagement.missions.models import Mission, Reach, Remote, Slot
from engagement.missions.selectors import MissionSearch
from engagement.missions.services import MissionContent, SlotContent
from engagement.places import Point
from engagement.search_forms import SearchForm
from matching.taxonomy import cause_choices, skill_choices

#: Places that one mission, or one of its dates, may offer.
MOST_PLACES = 10_000


class DateInput(forms.DateInput):
    """The browser's own date field: its value is always ISO."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class DateTimeInput(forms.DateTimeInput):
    """The browser's own date and time field."""

    input_type = "datetime-local"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M", **kwargs)


#: Days near the ends of the calendar have no midnight in every time zone.
_IN_THIS_AGE = [MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2199, 12, 31))]
_MOMENT_IN_THIS_AGE = [
    MinValueValidator(datetime(2000, 1, 1, tzinfo=UTC)),
    MaxValueValidator(datetime(2199, 12, 31, tzinfo=UTC)),
]


class MissionSearchForm(SearchForm):
    """The filters of the list of missions."""

    when = forms.ChoiceField(
        label=_("When"),
        required=False,
        choices=[
            ("", _("Any time")),
            ("today", _("Today")),
            ("weekend", _("This week-end")),
            ("month", _("Within a month")),
            ("dates", _("Between two dates")),
        ],
    )
    first_day = forms.DateField(label=_("From"), required=False, widget=DateInput, validators=_IN_THIS_AGE)
    last_day = forms.DateField(label=_("To"), required=False, widget=DateInput, validators=_IN_THIS_AGE)
    remote = forms.ChoiceField(
        label=_("On site or from home"),
        required=False,
        choices=[("", _("Both")), ("on-site", _("On site")), ("remote", _("From home"))],
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The end comes before the beginning."))
        return data

    @property
    def place_fields(self) -> list[forms.BoundField]:
        """What most visitors fill in."""
        return [self[name] for name in ("place", "radius", "cause", "q")]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("when", "first_day", "last_day", "remote")]

    def search(self, today: date, *, home: Point | None = None) -> MissionSearch:
        """What to look for. `home` is where distances are measured from when no place is asked for."""
        first, last = self._days(today)
        return MissionSearch(
            words=self.value("q"),
            near=self.point,
            measured_from=self.point or home,
            radius_km=self.radius_km if self.point else None,
            cause=self.value("cause"),
            first_day=first,
            last_day=last,
            remote=self.value("remote"),
        )

    def _days(self, today: date) -> tuple[date | None, date | None]:
        match self.value("when"):
            case "today":
                return today, today
            case "weekend":
                sunday = today + timedelta(days=6 - today.weekday())
                return max(today, sunday - timedelta(days=1)), sunday
            case "month":
                return today, today + timedelta(days=30)
            case _:
                return self.value("first_day", None), self.value("last_day", None)


class ParticipationForm(forms.Form):
    """“I take part”: the date, when there are several, and a few words."""

    slot = forms.TypedChoiceField(
        label=_("Which date?"), coerce=int, empty_value=None, widget=forms.RadioSelect
    )
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

    def __init__(self, *args: Any, slots: list[Slot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = [slot for slot in slots if slot.places_left]  # type: ignore[attr-defined]
        if slots:
            self.fields["slot"].choices = [(slot.pk, _slot_label(slot)) for slot in free]  # type: ignore[attr-defined]
            if len(free) == 1:
                self.fields["slot"].initial = free[0].pk
        else:
            del self.fields["slot"]


def _slot_label(slot: Slot) -> str:
    left: int = slot.places_left  # type: ignore[attr-defined]
    places = ngettext("%(number)s place left", "%(number)s places left", left) % {"number": left}
    return f"{slot.in_words} ({places})"


class MissionForm(forms.Form):
    """All that there is to say of a mission, in the order in which a volunteer wonders."""

    SECTIONS = (
        ("need", _("The need"), ("title", "need", "tasks", "causes")),
        ("welcome", _("The welcome"), ("welcome", "accompaniment", "given_back", "expenses")),
        ("people", _("For whom"), ("skills", "publics", "min_age", "accessibility")),
        ("place", _("Where"), ("remote", "commune", "place_name", "street", "reach")),
        ("time", _("When and how many"), ("availability", "starts_at", "ends_at", "capacity")),
    )

    title = forms.CharField(
        label=_("Title"),
        max_length=140,
        validators=[refuse_contact_details],
        help_text=_("What is to be done, in a few words: “Serve the Friday soup”."),
    )
    need = forms.CharField(
        label=_("Why do you need someone?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[refuse_contact_details],
        help_text=_("Who will be helped, and what it changes for them."),
    )
    tasks = forms.CharField(
        label=_("What will they do?"),
        required=False,
        validators=[refuse_contact_details],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One task a line."),
    )
    causes = forms.MultipleChoiceField(label=_("Causes"), widget=forms.CheckboxSelectMultiple)
    welcome = forms.CharField(
        label=_("Who welcomes them, and how?"),
        required=False,
        validators=[refuse_contact_details],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    accompaniment = forms.CharField(
        label=_("Who helps them along?"),
        required=False,
        validators=[refuse_contact_details],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Training, working in pairs, a person to turn to."),
    )
    given_back = forms.CharField(
        label=_("What do they receive?"),
        required=False,
        validators=[refuse_contact_details],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A certificate, a shared meal, new skills, insurance."),
    )
    expenses = forms.CharField(
        label=_("Are expenses reimbursed?"),
        required=False,
        validators=[refuse_contact_details],
        max_length=280,
        help_text=_("Leave empty if they are not."),
    )
    skills = forms.MultipleChoiceField(
        label=_("Useful skills"), required=False, widget=forms.CheckboxSelectMultiple
    )
    publics = forms.MultipleChoiceField(
        label=_("People served"), required=False, choices=Public.choices, widget=forms.CheckboxSelectMultiple
    )
    min_age = forms.IntegerField(label=_("Minimum age"), required=False, min_value=6, max_value=99)
    accessibility = forms.CharField(
        label=_("Accessibility"),
        required=False,
        validators=[refuse_contact_details],
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Steps, transport, standing for long, a quiet place…"),
    )
    remote = forms.ChoiceField(
        label=_("On site or from home?"), choices=Remote.choices, widget=forms.RadioSelect
    )
    commune = LocalCommuneField(label=_("Commune"), help_text=_("Its name or its postcode."))
    place_name = forms.CharField(
        label=_("Name of the place"), required=False, max_length=160, validators=[refuse_contact_details]
    )
    street = forms.CharField(label=_("Street and number"), required=False, max_length=160)
    reach = forms.ChoiceField(label=_("Who may see it?"), choices=Reach.choices, widget=forms.RadioSelect)
    availability = AvailabilityField(
        label=_("When in the week?"), required=False, help_text=_("Nothing ticked: whenever it suits people.")
    )
    starts_at = forms.DateTimeField(
        label=_("Begins"), required=False, widget=DateTimeInput, validators=_MOMENT_IN_THIS_AGE
    )
    ends_at = forms.DateTimeField(
        label=_("Ends"), required=False, widget=DateTimeInput, validators=_MOMENT_IN_THIS_AGE
    )
    capacity = forms.IntegerField(
        label=_("How many people?"),
        required=False,
        min_value=1,
        max_value=MOST_PLACES,
        help_text=_("Without dates below. Leave empty if there is room for all."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["causes"].choices = cause_choices()  # type: ignore[attr-defined]
        self.fields["skills"].choices = skill_choices()  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(mission: Mission) -> dict[str, Any]:
        """What the form shows of a mission that is edited."""
        values = {
            field.name: getattr(mission, field.name)
            for field in fields(MissionContent)
            if field.name != "tasks"
        }
        return values | {"commune": mission.commune, "tasks": "\n".join(mission.tasks)}

    def clean_tasks(self) -> list[str]:
        lines = [line.strip(" \t-•") for line in self.cleaned_data["tasks"].splitlines()]
        tasks = [line for line in lines if line]
        if any(len(task) > 200 for task in tasks):
            raise forms.ValidationError(_("A task takes 200 characters at most."))
        return tasks

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts_at, ends_at = data.get("starts_at"), data.get("ends_at")
        if starts_at and ends_at and ends_at < starts_at:
            self.add_error("ends_at", _("The end comes before the beginning."))
        return data

    def content(self, mission: Mission | None = None) -> MissionContent:
        """The valid form as the service takes it.

        A mission stands where its commune does; one that stays in its commune keeps its place.
        """
        data = dict(self.cleaned_data)
        commune = data.pop("commune")
        place = mission if mission and mission.commune_id == commune.pk else commune
        return MissionContent(
            **data, commune_id=commune.pk, latitude=place.latitude, longitude=place.longitude
        )

    def sections(self) -> list[dict[str, Any]]:
        """Fields by section, for the template."""
        return [
            {"id": code, "title": title, "fields": [self[name] for name in names]}
            for code, title, names in self.SECTIONS
        ]


class SlotForm(forms.Form):
    """One dated turn. Left empty, it is ignored."""

    slot_id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    starts_at = forms.DateTimeField(label=_("Begins"), widget=DateTimeInput, validators=_MOMENT_IN_THIS_AGE)
    ends_at = forms.DateTimeField(label=_("Ends"), widget=DateTimeInput, validators=_MOMENT_IN_THIS_AGE)
    capacity = forms.IntegerField(label=_("Places"), min_value=1, max_value=MOST_PLACES)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts_at, ends_at = data.get("starts_at"), data.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", _("The end comes before the beginning."))
        return data


class BaseSlotFormSet(forms.BaseFormSet[SlotForm]):
    def contents(self) -> list[SlotContent]:
        """The slots that stand after the form, as the service takes them."""
        return [
            SlotContent(
                starts_at=form.cleaned_data["starts_at"],
                ends_at=form.cleaned_data["ends_at"],
                capacity=form.cleaned_data["capacity"],
                slot_id=form.cleaned_data.get("slot_id"),
            )
            for form in self.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]

    @staticmethod
    def initial_of(mission: Mission) -> list[dict[str, Any]]:
        return [
            {
                "slot_id": slot.pk,
                "starts_at": timezone.localtime(slot.starts_at),
                "ends_at": timezone.localtime(slot.ends_at),
                "capacity": slot.capacity,
            }
            for slot in mission.slots.all()
        ]


SlotFormSet = forms.formset_factory(SlotForm, formset=BaseSlotFormSet, extra=3, can_delete=True, max_num=100)
