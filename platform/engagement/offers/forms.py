"""Forms of offers: the search, and the one that tells what one offers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.availability import AvailabilityField
from engagement.communes import LocalCommuneField
from engagement.contact_details import refuse_contact_details
from engagement.offers.models import Audience, Offer, Signature
from engagement.offers.selectors import OfferSearch
from engagement.offers.services import OfferContent
from engagement.search_forms import SearchForm
from matching.search.forms import DEFAULT_RADIUS
from matching.taxonomy import AVAILABILITY, cause_choices, skill_choices


class OfferSearchForm(SearchForm):
    """The filters of the list of offers."""

    skill = forms.ChoiceField(
        label=_("Skill"), required=False, choices=lambda: [("", _("All skills")), *skill_choices()]
    )
    availability = forms.ChoiceField(
        label=_("When"),
        required=False,
        choices=[("", _("Any time")), *((part.code, part.label) for part in AVAILABILITY)],
    )

    @property
    def in_order(self) -> list[forms.BoundField]:
        return [self[name] for name in ("place", "radius", "skill", "cause", "availability", "q")]

    def search(self) -> OfferSearch:
        return OfferSearch(
            words=self.value("q"),
            near=self.point,
            radius_km=self.radius_km if self.point else None,
            cause=self.value("cause"),
            skill=self.value("skill"),
            availability=self.value("availability"),
        )


class OfferForm(forms.Form):
    """What one offers, where, when, to whom, and under which name."""

    SECTIONS = (
        ("what", _("What you offer"), ("title", "description", "skills", "causes")),
        ("when", _("When"), ("duration", "availability")),
        ("where", _("Where"), ("commune", "radius_km")),
        ("who", _("For whom, and under which name"), ("audience", "signed_as")),
    )

    title = forms.CharField(
        label=_("Title"),
        max_length=140,
        validators=[refuse_contact_details],
        help_text=_("In a few words: “Repair a bicycle with you”."),
    )
    description = forms.CharField(
        label=_("What can you do, and how?"),
        validators=[refuse_contact_details],
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("No address or telephone number: answers reach you through us."),
    )
    skills = forms.MultipleChoiceField(label=_("Skills"), required=False, widget=forms.CheckboxSelectMultiple)
    causes = forms.MultipleChoiceField(
        label=_("Causes you would like to serve"), required=False, widget=forms.CheckboxSelectMultiple
    )
    duration = forms.CharField(
        label=_("How much time?"),
        required=False,
        max_length=120,
        validators=[refuse_contact_details],
        help_text=_("“Two hours a week”, “one Saturday a month”, “once”."),
    )
    availability = AvailabilityField(
        label=_("When in the week?"), required=False, help_text=_("Nothing ticked: whenever it suits people.")
    )
    commune = LocalCommuneField(label=_("Your commune"), help_text=_("Its name or its postcode."))
    radius_km = forms.IntegerField(
        label=_("How far would you go? (km)"), min_value=1, max_value=200, initial=DEFAULT_RADIUS
    )
    audience = forms.ChoiceField(
        label=_("For whom?"),
        choices=Audience.choices,
        widget=forms.RadioSelect,
        initial=Audience.ASSOCIATIONS,
        help_text=_("Who may read it, and answer you."),
    )
    signed_as = forms.ChoiceField(
        label=_("How do you appear?"),
        choices=Signature.choices,
        widget=forms.RadioSelect,
        initial=Signature.FIRST_NAME,
        help_text=_("Never your whole name, nor your address."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["causes"].choices = cause_choices()  # type: ignore[attr-defined]
        self.fields["skills"].choices = skill_choices()  # type: ignore[attr-defined]

    @staticmethod
    def initial_of(offer: Offer) -> dict[str, Any]:
        """What the form shows of an offer that is edited."""
        names = [name for _code, _title, fields in OfferForm.SECTIONS for name in fields]
        return {name: getattr(offer, name) for name in names}

    def content(self) -> OfferContent:
        """The valid form as the service takes it. An offer stands where its commune does."""
        data = dict(self.cleaned_data)
        commune = data.pop("commune")
        return OfferContent(
            **data, commune_id=commune.pk, latitude=commune.latitude, longitude=commune.longitude
        )

    def sections(self) -> list[dict[str, Any]]:
        """Fields by section, for the template."""
        return [
            {"id": code, "title": title, "fields": [self[name] for name in names]}
            for code, title, names in self.SECTIONS
        ]
