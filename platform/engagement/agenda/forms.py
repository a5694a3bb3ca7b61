"""Forms of the agenda: the search, coming, and the one that tells an event."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from engagement.agenda.models import Event, Frequency, Occurrence, Registration
from engagement.agenda.pictures import clean_picture
from engagement.agenda.selectors import AgendaSearch
from engagement.agenda.services import EventContent
from engagement.associations.models import Public
from engagement.communes import LocalCommuneField
from engagement.contact_details import refuse_contact_details
from engagement.search_forms import SearchForm
from matching.taxonomy import cause_choices

MOST_PLACES = 100_000


class DateInput(forms.DateInput):
    """The browser's own date field: its value is always ISO."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class TimeInput(forms.TimeInput):
    """The browser's own time field."""

    input_type = "time"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%H:%M", **kwargs)


#: Days near the ends of the calendar have no midnight in every time zone.
_IN_THIS_AGE = [MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2199, 12, 31))]


class AgendaSearchForm(SearchForm):
    """The filters of the agenda. `association` is a slug, which an association's page links with."""

    when = forms.ChoiceField(
        label=_("When"),
        required=False,
        choices=[
            ("", _("Any time")),
            ("today", _("Today")),
            ("weekend", _("This week-end")),
            ("week", _("This week")),
            ("month", _("This month")),
            ("dates", _("Between two dates")),
        ],
    )
    first_day = forms.DateField(label=_("From"), required=False, widget=DateInput, validators=_IN_THIS_AGE)
    last_day = forms.DateField(label=_("To"), required=False, widget=DateInput, validators=_IN_THIS_AGE)
    public = forms.ChoiceField(
        label=_("For whom"), required=False, choices=[("", _("All publics")), *Public.choices]
    )
    association = forms.SlugField(required=False, widget=forms.HiddenInput)
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("", _("Soonest first")),
            ("relevance", _("Best first")),
            ("distance", _("Nearest first")),
        ],
    )
    free = forms.BooleanField(label=_("Free only"), required=False)

    def __init__(self, data: QueryDict | dict[str, str]) -> None:
        super().__init__(data)
        if not self.value("association"):
            self.fields.pop("association")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The end comes before the beginning."))
        return data

    @property
    def visible(self) -> list[forms.BoundField]:
        names = ("place", "radius", "when", "first_day", "last_day", "cause", "public", "q", "sort")
        return [self[name] for name in names]

    def address(self, **changes: str) -> str:
        """The query of this search with some fields changed, from its first page."""
        query = QueryDict(mutable=True)
        for name in dict.fromkeys((*self.fields, *changes)):
            value = changes.get(name, self.data.get(name, ""))
            if value and not (name == "radius" and not self.point):
                query[name] = value
        return f"?{query.urlencode()}"

    def search(self, today: date) -> AgendaSearch:
        first, last = self._days(today)
        return AgendaSearch(
            words=self.value("q"),
            near=self.point,
            radius_km=self.radius_km if self.point else None,
            cause=self.value("cause"),
            public=self.value("public"),
            association=self.value("association"),
            first_day=first,
            last_day=last,
            free=self.value("free", False),
            sort=self.value("sort"),
        )

    def _days(self, today: date) -> tuple[date | None, date | None]:
        sunday = today + timedelta(days=6 - today.weekday())
        match self.value("when"):
            case "today":
                return today, today
            case "weekend":
                return max(today, sunday - timedelta(days=1)), sunday
            case "week":
                return today, sunday
            case "month":
                next_month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
                return today, next_month - timedelta(days=1)
            case _:
                return self.value("first_day", None), self.value("last_day", None)


class ComingForm(forms.Form):
    """“I am coming”: which date, when there are several, and how many people in all."""

    occurrence = forms.TypedChoiceField(label=_("Which date?"), coerce=int, widget=forms.RadioSelect)
    people = forms.IntegerField(
        label=_("How many will you be?"), min_value=1, max_value=Registration.MOST_PEOPLE, initial=1
    )

    def __init__(self, *args: Any, occurrences: list[Occurrence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["occurrence"].choices = [(one.pk, _label(one)) for one in occurrences]  # type: ignore[attr-defined]
        if len(occurrences) == 1:
            self.fields["occurrence"].initial = occurrences[0].pk
            self.fields["occurrence"].widget = forms.HiddenInput()


def _label(occurrence: Occurrence) -> str:
    left = occurrence.places_left
    if left is None:
        return occurrence.in_words
    places = ngettext("%(number)s place left", "%(number)s places left", left) % {"number": left}
    return f"{occurrence.in_words} ({places})"


class CancellationForm(forms.Form):
    """Why it does not take place."""

    reason = forms.CharField(
        label=_("A word to those who were coming"),
        required=False,
        max_length=500,
        validators=[refuse_contact_details],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is shown on the event’s page and in the e-mail that tells them."),
    )


def _days_from(text: str) -> list[date]:
    """The days of a text, one a line or between commas. Raises ValidationError."""
    field = forms.DateField()
    return sorted({field.clean(day.strip()) for day in text.replace(",", "\n").splitlines() if day.strip()})


class EventForm(forms.ModelForm):
    """An event in the words of those who organise it."""

    SECTIONS = (
        ("what", _("What"), ("title", "description", "causes", "publics")),
        (
            "when",
            _("When"),
            (
                "first_day",
                "start_time",
                "last_day",
                "end_time",
                "all_day",
                "frequency",
                "until",
                "except_days",
            ),
        ),
        ("where", _("Where"), ("commune", "place_name", "street", "online", "online_url")),
        ("how", _("How"), ("price", "takes_registrations", "capacity", "accessibility")),
        ("picture", _("A picture"), ("picture", "picture_alt", "picture_is_decorative")),
    )

    title = forms.CharField(label=_("Title"), max_length=140, validators=[refuse_contact_details])
    description = forms.CharField(
        label=_("What will happen?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[refuse_contact_details],
    )
    causes = forms.MultipleChoiceField(label=_("Causes"), required=False, widget=forms.CheckboxSelectMultiple)
    publics = forms.MultipleChoiceField(
        label=_("For whom"),
        required=False,
        choices=Public.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    first_day = forms.DateField(label=_("Day"), widget=DateInput, validators=_IN_THIS_AGE)
    start_time = forms.TimeField(label=_("Begins at"), required=False, widget=TimeInput)
    last_day = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=DateInput,
        validators=_IN_THIS_AGE,
        help_text=_("Only if it lasts several days."),
    )
    end_time = forms.TimeField(label=_("Ends at"), required=False, widget=TimeInput)
    all_day = forms.BooleanField(label=_("All day"), required=False)
    frequency = forms.ChoiceField(label=_("Does it come again?"), choices=Frequency.choices)
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=DateInput,
        validators=_IN_THIS_AGE,
        help_text=_("Leave empty if the series goes on."),
    )
    except_days = forms.CharField(
        label=_("Except on"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("School holidays, bank holidays… One day a line, as in 24/12/2026."),
    )
    commune = LocalCommuneField(label=_("Commune"), help_text=_("Its name or its postcode."))
    online = forms.BooleanField(label=_("It takes place online"), required=False)
    online_url = forms.URLField(
        label=_("Address of the online meeting"), required=False, assume_scheme="https"
    )
    price = forms.CharField(
        label=_("Price"), required=False, max_length=120, help_text=_("Leave empty if it is free.")
    )
    takes_registrations = forms.BooleanField(
        label=_("People can say on the site that they are coming"), required=False
    )
    capacity = forms.IntegerField(
        label=_("How many places?"),
        required=False,
        min_value=1,
        max_value=MOST_PLACES,
        help_text=_("For each date. Leave empty if there is room for all."),
    )
    picture = forms.FileField(
        label=_("Picture"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("JPEG, PNG or WebP, 8 MB at most."),
    )
    picture_alt = forms.CharField(
        label=_("What does the picture show?"),
        required=False,
        max_length=200,
        help_text=_("Read aloud to those who do not see it."),
    )

    class Meta:
        model = Event
        fields = (
            "title", "description", "causes", "publics", "all_day", "frequency", "until", "commune", "place_name",
            "street", "online", "online_url", "price", "takes_registrations", "capacity", "accessibility",
            "picture_alt", "picture_is_decorative",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance: Event | None = kwargs.get("instance")
        kwargs["initial"] = (_times_of(instance) if instance else {}) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["causes"].choices = cause_choices()  # type: ignore[attr-defined]
        self._before = (instance.commune_id, instance.latitude, instance.longitude) if instance else None

    def clean_except_days(self) -> list[date]:
        return _days_from(self.cleaned_data["except_days"])

    def clean_picture(self) -> Any:
        """A new picture, re-encoded; False to take it away; None when it stays."""
        sent = self.cleaned_data["picture"]
        if sent is False:
            return False
        return clean_picture(sent) if sent and "picture" in self.files else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if first := data.get("first_day"):
            self._read_times(data, first)
        has_picture = data.get("picture") or (data.get("picture") is None and self.initial.get("picture"))
        if has_picture and not data.get("picture_is_decorative") and not data.get("picture_alt"):
            self.add_error("picture_alt", _("Say what the picture shows, or that it is only decoration."))
        if data.get("online_url") and not data.get("online"):
            self.add_error("online_url", _("Tick “online” too, or take this address away."))
        until = data.get("until")
        if until and first and until < first:
            self.add_error("until", _("The end comes before the beginning."))
        return data

    def _read_times(self, data: dict[str, Any], first: date) -> None:
        last = data.get("last_day") or first
        begin, end = data.get("start_time"), data.get("end_time")
        if data.get("all_day"):
            begin, end, last = time.min, time.min, last + timedelta(days=1)
        for name, value in (("start_time", begin), ("end_time", end)):
            if value is None and name not in self.errors:
                self.add_error(name, _("Give the hour, or tick “all day”."))
        if begin is None or end is None:
            return
        starts_at = timezone.make_aware(datetime.combine(first, begin))
        ends_at = timezone.make_aware(datetime.combine(last, end))
        if ends_at <= starts_at:
            self.add_error("end_time", _("The end comes before the beginning."))
        data |= {"starts_at": starts_at, "ends_at": ends_at}

    def content(self) -> EventContent:
        """The valid form as the service takes it. What stays in its commune keeps its place on the map."""
        data = dict(self.cleaned_data)
        commune = data.pop("commune")
        for name in ("first_day", "start_time", "last_day", "end_time"):
            del data[name]
        place = (commune.pk, commune.latitude, commune.longitude)
        if self._before and self._before[0] == commune.pk:
            place = self._before
        return EventContent(**data, commune_id=place[0], latitude=place[1], longitude=place[2])

    def sections(self) -> list[dict[str, Any]]:
        """Fields by section, for the template."""
        return [
            {"id": code, "title": title, "fields": [self[name] for name in names]}
            for code, title, names in self.SECTIONS
        ]


def _times_of(event: Event) -> dict[str, Any]:
    start, end = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    last = (end - timedelta(days=1)).date() if event.all_day else end.date()
    return {
        "first_day": start.date(),
        "last_day": last if last != start.date() else None,
        "start_time": None if event.all_day else start.time(),
        "end_time": None if event.all_day else end.time(),
        "except_days": "\n".join(formats.date_format(day, "d/m/Y") for day in event.except_days),
        "commune": event.commune,
        "picture": event.picture,
    }
