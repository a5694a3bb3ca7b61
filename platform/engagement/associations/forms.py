"""Forms of associations: the directory's search, what an association says of itself, its team."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from engagement.associations.hours import InvalidHours, day_text, parse_day
from engagement.associations.models import Association, MembershipRole, Public
from engagement.associations.selectors import AssociationSearch, communes_named
from engagement.associations.services import AssociationContent
from engagement.associations.social import network_of
from engagement.communes import LocalCommuneField
from engagement.contact_details import refuse_contact_details
from engagement.search_forms import SearchForm
from kernel.company_numbers import CLEANERS, InvalidNumber, kinds_for
from kernel.tenancy import current_territory
from matching.taxonomy import DAYS, cause_choices
from tenants.geography.models import Commune
from themes.branding.logos import UnusableLogo, clean_logo

MOST_COMMUNES, MOST_LINKS = 60, 6
_MEMBER_ROLES = [
    (MembershipRole.MANAGER, _("Manager: writes missions, answers volunteers, invites colleagues")),
    (MembershipRole.MEMBER, _("Member: is named in the team")),
]


class DirectoryForm(SearchForm):
    """The filters of the directory."""

    public = forms.ChoiceField(
        label=_("People served"), required=False, choices=[("", _("Everybody")), *Public.choices]
    )
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("", _("Best first")),
            ("distance", _("Nearest first")),
            ("name", _("By name")),
            ("missions", _("Most missions first")),
            ("recent", _("Latest first")),
        ],
    )

    def __init__(self, data: QueryDict | dict[str, str]) -> None:
        super().__init__(data)
        self.fields["q"].widget.attrs["placeholder"] = _("A name, an activity…")

    def search(self) -> AssociationSearch:
        """What to look for."""
        commune: Commune | None = self.value("place", None)
        return AssociationSearch(
            words=self.value("q"),
            near=self.point,
            radius_km=self.radius_km if self.point else None,
            commune_id=commune.pk if commune else "",
            cause=self.value("cause"),
            public=self.value("public"),
            sort=self.value("sort"),
        )


class LinesField(forms.CharField):
    """Several values, one a line; cleans to the lines that are not empty."""

    widget = forms.Textarea

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most
        self.widget.attrs["rows"] = 3

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[Any]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > self.most:
            raise forms.ValidationError(_("At most %(number)s lines."), params={"number": self.most})
        return lines


class AssociationForm(forms.Form):
    """All that an association says of itself, in the order in which a visitor wonders."""

    SECTIONS: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
        ("who", _("Who you are"), ("name", "summary", "description", "causes", "publics")),
        ("numbers", _("Its numbers"), tuple(CLEANERS)),
        ("where", _("Where"), ("commune", "street", "action_communes")),
        ("when", _("Opening hours"), (*(f"hours_{day.code}" for day in DAYS), "opening_hours")),
        ("online", _("Online"), ("website", "social_links", "founded_year")),
        ("contact", _("For the site’s team only"), ("email", "phone")),
        ("beyond", _("Beyond the territory"), ("stays_local",)),
    )

    name = forms.CharField(label=_("Name"), max_length=160, validators=[refuse_contact_details])
    summary = forms.CharField(
        label=_("In one sentence"),
        max_length=280,
        validators=[refuse_contact_details],
        help_text=_("What you do, for whom: “A free repair workshop, every Saturday”."),
    )
    description = forms.CharField(
        label=_("Description"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[refuse_contact_details],
    )
    causes = forms.MultipleChoiceField(label=_("Causes"), widget=forms.CheckboxSelectMultiple)
    publics = forms.MultipleChoiceField(
        label=_("People served"), required=False, choices=Public.choices, widget=forms.CheckboxSelectMultiple
    )
    rna = forms.CharField(
        label=_("RNA number"),
        required=False,
        max_length=20,
        help_text=_("On the receipt of your declaration: the letter W and nine digits."),
    )
    siren = forms.CharField(label=_("SIREN number"), required=False, max_length=20)
    siret = forms.CharField(label=_("SIRET number"), required=False, max_length=30)
    register = forms.CharField(
        label=_("Register of associations (Alsace and Moselle)"),
        required=False,
        max_length=80,
        help_text=_("The court, the volume and the folio: “Metz, volume 45, folio 12”."),
    )
    bce = forms.CharField(
        label=_("BCE number"), required=False, max_length=20, help_text=_("Ten digits: 0403.019.261.")
    )
    commune = LocalCommuneField(label=_("Commune of the seat"), help_text=_("Its name or its postcode."))
    street = forms.CharField(
        label=_("Street and number"), required=False, max_length=160, help_text=_("Shown on your page.")
    )
    action_communes = LinesField(
        most=MOST_COMMUNES,
        label=_("Other communes where you act"),
        required=False,
        help_text=_("One a line, by name or postcode; they may lie beyond the territory."),
    )
    opening_hours = forms.CharField(
        label=_("To add about your hours"),
        required=False,
        max_length=200,
        validators=[refuse_contact_details],
        help_text=_("“By appointment”, “not in August”…"),
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    social_links = LinesField(
        most=MOST_LINKS,
        label=_("Social networks"),
        required=False,
        help_text=_("The whole address of each page, one a line."),
    )
    founded_year = forms.IntegerField(label=_("Founded in"), required=False, min_value=1800, max_value=2199)
    email = forms.EmailField(
        label=_("E-mail address of the association"),
        required=False,
        help_text=_("Never shown: volunteers write to you through the site."),
    )
    phone = forms.CharField(
        label=_("Telephone"), required=False, max_length=30, help_text=_("Never shown either.")
    )
    stays_local = forms.BooleanField(
        label=_("Show our missions on this site only"),
        required=False,
        help_text=_("Otherwise other territories of the network may show them, with where they come from."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["causes"].choices = cause_choices()  # type: ignore[attr-defined]
        for day in DAYS:
            self.fields[f"hours_{day.code}"] = forms.CharField(
                label=day.label, required=False, max_length=60, widget=forms.TextInput()
            )
        self.fields["hours_mon"].help_text = _(
            "“9:00-12:00, 14:00-17:30”; leave a day empty when you are closed."
        )
        territory = current_territory()
        belgian = territory is not None and territory.country == "BE"
        for kind in CLEANERS:
            if (kind == "bce") != belgian:
                del self.fields[kind]

    @staticmethod
    def initial_of(association: Association) -> dict[str, Any]:
        """What the form shows of an association that is edited."""
        values = {field.name: getattr(association, field.name, "") for field in fields(AssociationContent)}
        hours = {f"hours_{day}": day_text(spans) for day, spans in association.week_hours.items()}
        communes = [commune.label for commune in communes_named(association.action_communes)]
        return values | hours | {"commune": association.commune, "action_communes": communes}

    def clean_action_communes(self) -> list[str]:
        field, ids = LocalCommuneField(), []
        for line in self.cleaned_data["action_communes"]:
            if (commune := field.clean(line)) is not None and commune.pk not in ids:
                ids.append(commune.pk)
        return ids

    def clean_social_links(self) -> list[str]:
        links: list[str] = self.cleaned_data["social_links"]
        for link in links:
            if not network_of(link):
                raise forms.ValidationError(
                    _("“%(link)s” is no page of a network we know: it begins with https://."),
                    params={"link": link},
                )
        return list(dict.fromkeys(links))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        week = {}
        for day in DAYS:
            try:
                if spans := parse_day(data.get(f"hours_{day.code}") or ""):
                    week[day.code] = [list(span) for span in spans]
            except InvalidHours as error:
                self.add_error(f"hours_{day.code}", str(error))
        data["week_hours"] = week
        self._clean_numbers(data)
        return data

    def _clean_numbers(self, data: dict[str, Any]) -> None:
        for kind in [kind for kind in CLEANERS if data.get(kind)]:
            try:
                data[kind] = CLEANERS[kind](data[kind])
            except InvalidNumber as error:
                self.add_error(kind, str(error))
        if (siret := data.get("siret")) and not self.has_error("siret"):
            data["siren"] = siret[:9]
        commune: Commune | None = data.get("commune")
        if commune is None or any(self.has_error(kind) for kind in CLEANERS if kind in self.fields):
            return
        usual = [
            kind
            for kind in kinds_for(country=commune.country, division=commune.division_code)
            if kind in self.fields
        ]
        if not any(data.get(kind) for kind in usual):
            self.add_error(
                usual[0] if usual else None, _("Give one of these numbers: the team looks you up by it.")
            )

    def content(self, association: Association | None = None) -> AssociationContent:
        """The valid form as the service takes it. One that stays in its commune keeps its place."""
        data = {name: value for name, value in self.cleaned_data.items() if not name.startswith("hours_")}
        commune: Commune = data.pop("commune")
        place = association if association and association.commune_id == commune.pk else commune
        known = {field.name for field in fields(AssociationContent)}
        return AssociationContent(
            **{name: value for name, value in data.items() if name in known},
            commune_id=commune.pk,
            latitude=place.latitude,
            longitude=place.longitude,
        )

    def sections(self) -> list[dict[str, Any]]:
        """Fields by section, for the template."""
        return [
            {"id": code, "title": title, "fields": [self[name] for name in names if name in self.fields]}
            for code, title, names in self.SECTIONS
        ]


class EditForm(AssociationForm):
    """The same for an association that is registered, with its logo."""

    SECTIONS = (
        *AssociationForm.SECTIONS[:1],
        ("logo", _("Logo"), ("logo", "remove_logo")),
        *AssociationForm.SECTIONS[1:],
    )

    logo = forms.FileField(
        label=_("Logo"), required=False, help_text=_("PNG, JPEG, WebP or SVG, 2 MB at most.")
    )
    remove_logo = forms.BooleanField(label=_("Show no logo any more"), required=False)

    def clean_logo(self) -> Any:
        upload = self.cleaned_data["logo"]
        if not upload:
            return None
        try:
            return clean_logo(upload)
        except UnusableLogo as error:
            raise forms.ValidationError(str(error)) from None


class InvitationForm(forms.Form):
    """Whom to invite, as what."""

    email = forms.EmailField(label=_("Address of the person"))
    role = forms.ChoiceField(label=_("Role"), choices=_MEMBER_ROLES, widget=forms.RadioSelect)


class JoinForm(forms.Form):
    """A few words for those who will answer."""

    message = forms.CharField(
        label=_("Who are you in this association?"),
        max_length=500,
        required=False,
        validators=[refuse_contact_details],
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TestimonialForm(forms.Form):
    """What somebody says of an association."""

    first_name = forms.CharField(label=_("First name"), max_length=60, validators=[refuse_contact_details])
    text = forms.CharField(
        label=_("What she or he says"),
        max_length=600,
        validators=[refuse_contact_details],
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    consent = forms.BooleanField(
        label=_("This person agrees that these words are shown with the first name.")
    )
