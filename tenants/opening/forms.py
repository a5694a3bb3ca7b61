"""What an applicant fills in, a form a step."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel.company_numbers import InvalidNumber, clean_bce, clean_siren, clean_siret
from tenants.billing.enums import Interval
from tenants.geography.forms import CommuneField
from tenants.geography.models import Commune
from tenants.opening.models import Application
from tenants.opening.selectors import why_not
from tenants.provisioning.communes import codes_in, communes_from_codes
from tenants.provisioning.refusals import ProvisioningError, UnknownCommunes
from themes.branding.logos import UnusableLogo, clean_logo
from themes.presets import DEFAULT_PRESET, PRESETS
from themes.tokens import BrandChoices, Review, review

_HEX = r"\A#[0-9a-fA-F]{6}\Z"


class EmailForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("That of your work: you will sign in with it. We send a code to it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=12,
        help_text=gettext_lazy("The six digits of the e-mail."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class BodyForm(forms.ModelForm[Application]):
    """Who opens, and what the site is called."""

    class Meta:
        model = Application
        fields: ClassVar = ("person", "country", "body_name", "number", "kind", "name")
        widgets: ClassVar = {
            "country": forms.RadioSelect,
            "kind": forms.RadioSelect,
            "person": forms.TextInput(attrs={"autocomplete": "name"}),
            "body_name": forms.TextInput(attrs={"autocomplete": "organization"}),
        }
        help_texts: ClassVar = {
            "body_name": gettext_lazy("As on your official letters: it is with this body that we agree."),
            "name": gettext_lazy("What inhabitants read at the top of each page. You can change it later."),
        }

    number = forms.CharField(  # type: ignore[call-arg]  # its types do not know `template_name`
        label=gettext_lazy("SIREN or BCE number"),
        max_length=20,
        help_text=gettext_lazy(
            "SIREN in France, nine digits, like 215 204 488; BCE in Belgium, ten digits, like 0207.361.848."
        ),
        template_name="opening/number_field.html",
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "data-hx-get": reverse_lazy("opening:number", urlconf="config.urls_network"),
                # Not as the field is left: what appears then moves the button that is being pressed.
                "data-hx-trigger": "input changed delay:800ms",
                "data-hx-include": "[name=country]:checked",
                "data-hx-target": "#number",
                "data-hx-sync": "this:replace",
            }
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.required = True
            if name in ("country", "kind"):  # no empty button
                field.choices = [choice for choice in field.choices if choice[0]]  # type: ignore[attr-defined]
        self.order_fields(self.Meta.fields)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if (number := cleaned.get("number")) and (country := cleaned.get("country")):
            try:
                cleaned["number"] = clean_number(number, country=country)
            except InvalidNumber as error:
                self.add_error("number", str(error))
        return cleaned


def clean_number(number: str, *, country: str) -> str:
    """A body's number as its country writes it, without what separates its digits. Raises `InvalidNumber`.

    A SIRET, which is what public bodies write on their letters, begins with the SIREN.
    """
    if country != "FR":
        return clean_bce(number)
    if sum(map(str.isdigit, number)) == 14:
        return clean_siret(number)[:9]
    return clean_siren(number)


class CommuneForm(forms.Form):
    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commune"] = CommuneField(
            country=country, label=_("A commune"), help_text=_("Its name or its postcode.")
        )


class GroupForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("An intercommunality, a département or a province"),
        max_length=120,
        help_text=gettext_lazy("A few words of its name, or its code."),
    )


class PasteForm(forms.Form):
    """Codes of communes as they come out of a spreadsheet: cleaned to communes of one country.

    Those that no commune has are in `unknown`; it is an error when there are no others.
    """

    codes = forms.CharField(
        label=gettext_lazy("Codes of communes"),
        max_length=60_000,
        help_text=gettext_lazy("INSEE or NIS codes, or lines of a spreadsheet that begin with them."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country
        self.unknown: list[str] = []

    def clean_codes(self) -> list[Commune]:
        codes = codes_in(self.cleaned_data["codes"], country=self.country)
        try:
            try:
                return communes_from_codes(codes, country=self.country)
            except UnknownCommunes as refusal:
                self.unknown = refusal.codes
                known = [code for code in codes if code not in self.unknown]
                if not known:
                    raise
                return communes_from_codes(known, country=self.country)
        except ProvisioningError as refusal:
            raise forms.ValidationError(str(refusal)) from None


class AddressForm(forms.Form):
    slug = forms.CharField(
        label=gettext_lazy("Address of the site"),
        max_length=40,
        help_text=gettext_lazy(
            "Small letters without accents, digits and hyphens. An address of your own can be added later."
        ),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
                "data-hx-get": reverse_lazy("opening:free", urlconf="config.urls_network"),
                "data-hx-trigger": "input changed delay:400ms",
                "data-hx-target": "#free",
                "data-hx-sync": "this:replace",
            }
        ),
    )

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].strip().lower()
        if why := why_not(slug):
            raise forms.ValidationError(why)
        return slug


class LookForm(forms.Form):
    """Structure, two colours, a logo. `review` judges the colours once they are clean."""

    preset = forms.ChoiceField(
        label=gettext_lazy("Structure"),
        choices=[(preset.name, preset.label) for preset in PRESETS.values()],
        widget=forms.RadioSelect,
    )
    primary = forms.RegexField(
        _HEX,
        label=gettext_lazy("Main colour"),
        help_text=gettext_lazy("Links, buttons, banners: it must carry white words."),
        widget=forms.ColorInput,
    )
    accent = forms.RegexField(
        _HEX,
        label=gettext_lazy("Second colour"),
        help_text=gettext_lazy("Touches of light; any colour will do."),
        widget=forms.ColorInput,
    )
    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        required=False,
        help_text=gettext_lazy(
            "SVG, PNG, JPEG or WebP, 2 MB at most. Without one, the mesh of your communes makes a mark."
        ),
        widget=forms.FileInput(attrs={"accept": ".svg,.png,.jpg,.jpeg,.webp"}),
    )
    without_logo = forms.BooleanField(label=gettext_lazy("Remove the logo"), required=False)

    review: Review | None = None

    def __init__(self, *args: Any, has_logo: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_logo:
            del self.fields["without_logo"]

    @classmethod
    def of(cls, application: Application) -> LookForm:
        usual = PRESETS[DEFAULT_PRESET].choices
        return cls(
            has_logo=bool(application.logo_name),
            initial={
                "preset": application.preset or DEFAULT_PRESET,
                "primary": application.primary or usual.primary,
                "accent": application.accent or usual.accent,
            },
        )

    def clean_logo(self) -> tuple[str, bytes] | None:
        """Name and content, cleaned."""
        upload = self.cleaned_data["logo"]
        if upload is None:
            return None
        try:
            cleaned = clean_logo(upload)
        except UnusableLogo as error:
            raise forms.ValidationError(str(error)) from None
        return str(cleaned.name), cleaned.read()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if (choices := self.choices) is not None:
            self.review = review(choices)
            if not self.review.accepted:
                self.add_error("primary", _("This colour is too light to be read in every place it is used."))
        return cleaned

    @property
    def choices(self) -> BrandChoices | None:
        """What a validated form chooses, legible or not; None as long as a colour is missing."""
        preset, primary, accent = (self.cleaned_data.get(name) for name in ("preset", "primary", "accent"))
        if not (preset and primary and accent):
            return None
        usual = PRESETS[preset].choices
        return BrandChoices(
            primary.lower(), accent.lower(), usual.font_pair, usual.radius, usual.density, usual.preset
        )

    @property
    def values(self) -> dict[str, Any]:
        """Fields of the application, from a valid form."""
        values = {name: self.cleaned_data[name] for name in ("preset", "primary", "accent")}
        if self.cleaned_data.get("without_logo") and not self.logo_values:
            values |= {"logo_name": "", "logo": b""}
        return values | self.logo_values

    @property
    def logo_values(self) -> dict[str, Any]:
        """The fields of a logo that can be used, also where the rest cannot."""
        name, content = self.cleaned_data.get("logo") or ("", b"")
        return {"logo_name": name, "logo": content} if content else {}


class DocumentsForm(forms.Form):
    """Who accepts what. Two boxes: one agrees to each by itself."""

    terms = forms.BooleanField(label=gettext_lazy("We accept the terms of service."))
    processing = forms.BooleanField(label=gettext_lazy("We accept the data-processing agreement."))
    person = forms.CharField(
        label=gettext_lazy("Name and office of who accepts"),
        max_length=120,
        help_text=gettext_lazy("A person who may engage the body: “Claire Dumont, director of services”."),
    )


class PlanForm(forms.Form):
    """By the month or by the year, each with its price."""

    interval = forms.ChoiceField(label=gettext_lazy("Paid"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, prices: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["interval"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (one.value, f"{prices[one.value]} {_('before VAT')}, {one.label}") for one in Interval
        ]
