"""Fields and widgets that the forms of missions share."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from engagement.contact_details import refuse_contact_details

#: Places that one mission, or one of its dates, may offer.
MOST_PLACES = 10_000
#: Days near the ends of the calendar have no midnight in every time zone.
IN_THIS_AGE = [MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2199, 12, 31))]
_MOMENT_IN_THIS_AGE = [
    MinValueValidator(datetime(2000, 1, 1, tzinfo=UTC)),
    MaxValueValidator(datetime(2199, 12, 31, tzinfo=UTC)),
]
_DAY_FORMATS = ("%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d")


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


class DateTimeInput(forms.DateTimeInput):
    """The browser's own date and time field."""

    input_type = "datetime-local"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M", **kwargs)


class WordsField(forms.CharField):
    """Words that citizens will read: no address or number in them. `rows` lines high, one line without."""

    def __init__(self, *, rows: int = 0, required: bool = False, **kwargs: Any) -> None:
        if rows:
            kwargs["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(required=required, validators=[refuse_contact_details], **kwargs)


class MomentField(forms.DateTimeField):
    """A day and an hour of this age, on the territory's clock."""

    widget = DateTimeInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=_MOMENT_IN_THIS_AGE, **kwargs)


class DayField(forms.DateField):
    """A day of this age."""

    widget = DateInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=IN_THIS_AGE, **kwargs)


class PlacesField(forms.IntegerField):
    """A number of places."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=MOST_PLACES, **kwargs)


class DaysField(forms.CharField):
    """Days, one a line, as people write them (25/12/2026). Cleans to dates in order."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(f"{day:%d/%m/%Y}" for day in value)
        return value

    def to_python(self, value: Any) -> list[date]:  # type: ignore[override]
        lines = str(super().to_python(value) or "").replace(",", "\n").replace(";", "\n").splitlines()
        return sorted({_day(line.strip()) for line in lines if line.strip()})


def _day(text: str) -> date:
    for form in _DAY_FORMATS:
        try:
            day = datetime.strptime(text, form).date()
        except ValueError:
            continue
        if 2000 <= day.year <= 2199:
            return day
    raise forms.ValidationError(
        _("“%(text)s” is not a day: write it as 25/12/2026."), params={"text": text}, code="invalid"
    )
