"""Forms of missions for citizens: the search, and taking part."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from engagement.associations.models import Public
from engagement.contact_details import refuse_contact_details
from engagement.missions.fields import IN_THIS_AGE, DateInput
from engagement.missions.models import Slot
from engagement.missions.selectors import MissionSearch
from engagement.places import Point
from engagement.search_forms import SearchForm
from matching.taxonomy import AVAILABILITY, DAYS


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
    part = forms.ChoiceField(
        label=_("At what time of the week?"),
        required=False,
        choices=[
            ("", _("At any time")),
            ("morning", _("In the morning")),
            ("afternoon", _("In the afternoon")),
            ("evening", _("In the evening")),
            ("week", _("On weekdays")),
            ("weekend", _("At the week-end")),
        ],
    )
    public = forms.ChoiceField(
        label=_("For whom?"), required=False, choices=[("", _("All publics")), *Public.choices]
    )
    first_day = forms.DateField(label=_("From"), required=False, widget=DateInput, validators=IN_THIS_AGE)
    last_day = forms.DateField(label=_("To"), required=False, widget=DateInput, validators=IN_THIS_AGE)
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
        return [self[name] for name in ("when", "first_day", "last_day", "part", "public", "remote")]

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
            parts=self._parts(),
            public=self.value("public"),
            remote=self.value("remote"),
        )

    def _parts(self) -> tuple[str, ...]:
        """Day parts of the availability grid."""
        match self.value("part"):
            case "":
                return ()
            case "week" | "weekend" as share:
                days = [day.code for day in (DAYS[:5] if share == "week" else DAYS[5:])]
                return tuple(part.code for part in AVAILABILITY if part.code.partition("-")[0] in days)
            case part:
                return tuple(f"{day.code}-{part}" for day in DAYS)

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
