"""The citizen's profile as a form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagement.availability import AvailabilityField
from engagement.communes import LocalCommuneField
from engagement.volunteers.models import Mobility, Volunteer
from engagement.volunteers.services import Profile
from matching.search.forms import DEFAULT_RADIUS
from matching.taxonomy import cause_choices, skill_choices

_LANGUAGES = [
    ("fr", _("French")),
    ("nl", _("Dutch")),
    ("de", _("German")),
    ("lb", _("Luxembourgish")),
    ("en", _("English")),
    ("es", _("Spanish")),
    ("it", _("Italian")),
    ("pt", _("Portuguese")),
    ("ar", _("Arabic")),
    ("tr", _("Turkish")),
    ("uk", _("Ukrainian")),
    ("ru", _("Russian")),
]


class ProfileForm(forms.Form):
    """Everything may be left out. What is given is used for suggestions, and for nothing else without consent."""

    SECTIONS = (
        ("place", _("Where you are"), ("commune", "radius_km", "mobility", "remote_ok")),
        ("time", _("When you are free"), ("availability",)),
        ("tastes", _("What you care about"), ("causes",)),
        ("skills", _("What you can do"), ("skills", "languages")),
        ("you", _("About you"), ("birth_year", "findable", "findable_beyond")),
    )

    commune = LocalCommuneField(
        label=_("Your commune"),
        required=False,
        help_text=_(
            "Its name or its postcode, here or elsewhere: volunteers are welcome wherever they come from. We ask for no"
            " street."
        ),
    )
    radius_km = forms.IntegerField(
        label=_("How far would you go? (km)"), min_value=1, max_value=200, initial=DEFAULT_RADIUS
    )
    mobility = forms.ChoiceField(
        label=_("How do you get about?"),
        choices=Mobility.choices,
        widget=forms.RadioSelect,
        initial=Mobility.CAR,
    )
    remote_ok = forms.BooleanField(label=_("Missions from home suit me too"), required=False, initial=True)
    availability = AvailabilityField(label=_("Tick what usually suits you"), required=False)
    causes = forms.MultipleChoiceField(
        label=_("Causes that matter to you"), required=False, widget=forms.CheckboxSelectMultiple
    )
    skills = forms.MultipleChoiceField(
        label=_("What you can do, or like doing"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you speak"),
        required=False,
        choices=_LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        required=False,
        help_text=_("Some missions have a minimum age. Associations do not see it."),
    )
    findable = forms.BooleanField(
        label=_("Associations may find me"),
        required=False,
        help_text=_(
            "They then see your first name, your commune, what you can do and when you are free, never your address,"
            " and may invite you a few times a month. From the age of 16. You can change your mind at any time."
        ),
    )
    findable_beyond = forms.BooleanField(
        label=_("Those of neighbouring territories too"),
        required=False,
        help_text=_(
            "They see neither your first name nor your commune: what you can do, when you are free, and about how far"
            " away you live. Your own territory passes their invitations on to you."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["causes"].choices = cause_choices()  # type: ignore[attr-defined]
        self.fields["skills"].choices = skill_choices()  # type: ignore[attr-defined]

    def clean_birth_year(self) -> int | None:
        year: int | None = self.cleaned_data["birth_year"]
        this_year = timezone.localdate().year
        if year is not None and not this_year - 110 <= year <= this_year - 6:
            raise forms.ValidationError(_("Please give four digits, as in 1985."))
        return year

    @staticmethod
    def initial_of(volunteer: Volunteer) -> dict[str, Any]:
        """What the form shows of a profile."""
        names = [name for _code, _title, fields in ProfileForm.SECTIONS for name in fields]
        return {name: getattr(volunteer, name) for name in names}

    def profile(self) -> Profile:
        """The valid form as the service takes it."""
        data = dict(self.cleaned_data)
        commune = data.pop("commune")
        return Profile(**data, commune_id=commune.pk if commune else None)

    def sections(self) -> list[dict[str, Any]]:
        """Fields by section, for the template."""
        return [
            {"id": code, "title": title, "fields": [self[name] for name in names]}
            for code, title, names in self.SECTIONS
        ]
