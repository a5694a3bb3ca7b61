"""The form with which a territory chooses its look."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from themes.branding.drafts import Draft
from themes.branding.logos import UnusableLogo, clean_logo
from themes.branding.models import Brand, Density, Radius, font_pairs, presets
from themes.tokens import BrandChoices, InvalidChoice, InvalidColour, Review, review

_HEX = r"#[0-9a-fA-F]{6}"


class ColourField(forms.RegexField):
    """`#rrggbb`, typed or pasted; the script puts a palette beside it."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(
            attrs={"data-colour": "", "pattern": _HEX, "maxlength": 7, "spellcheck": "false", "size": 8}
        )
        message = gettext_lazy("Write a colour as #rrggbb.")
        super().__init__(rf"\A{_HEX}\Z", widget=widget, error_messages={"invalid": message}, **options)


class BrandForm(forms.Form):
    """Name, logo, two colours, and choices among what is on offer. `review` judges the colours once it is clean."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    tagline = forms.CharField(label=gettext_lazy("Tagline"), max_length=140, required=False)
    preset = forms.ChoiceField(label=gettext_lazy("Structure"), choices=presets, widget=forms.RadioSelect)
    primary = ColourField(
        label=gettext_lazy("Main colour"),
        help_text=gettext_lazy("Links, buttons, banners: it must carry white words."),
    )
    accent = ColourField(
        label=gettext_lazy("Second colour"), help_text=gettext_lazy("Touches of light; any colour will do.")
    )
    font_pair = forms.ChoiceField(label=gettext_lazy("Fonts"), choices=font_pairs, widget=forms.RadioSelect)
    radius = forms.ChoiceField(label=gettext_lazy("Corners"), choices=Radius, widget=forms.RadioSelect)
    density = forms.ChoiceField(label=gettext_lazy("Density"), choices=Density, widget=forms.RadioSelect)
    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        required=False,
        help_text=gettext_lazy(
            "SVG, PNG, JPEG or WebP, 2 MB at most. Without one, the mesh of your communes makes a mark."
        ),
        widget=forms.FileInput(attrs={"accept": ".svg,.png,.jpg,.jpeg,.webp"}),
    )
    without_logo = forms.BooleanField(label=gettext_lazy("Remove the logo"), required=False)
    co_branded = forms.BooleanField(
        label=gettext_lazy("Name the partners at the top of every page"), required=False
    )

    review: Review | None = None

    @classmethod
    def of(cls, brand: Brand) -> BrandForm:
        """The form as the territory's brand fills it."""
        return cls(initial={name: getattr(brand, name) for name in cls.base_fields if hasattr(brand, name)})

    def clean_logo(self) -> File[bytes] | None:
        upload: File[bytes] | None = self.cleaned_data["logo"]
        if upload is None:
            return None
        try:
            clean_logo(upload)
        except UnusableLogo as error:
            raise forms.ValidationError(str(error)) from None
        upload.seek(0)
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if (choices := self.choices) is not None:
            self.review = review(choices)
            if not self.review.accepted:
                self.add_error("primary", _("This colour is too light to be read in every place it is used."))
        return cleaned

    @property
    def choices(self) -> BrandChoices | None:
        """What a validated form chooses, legible or not; None as long as a choice is missing."""
        names = ("primary", "accent", "font_pair", "radius", "density", "preset")
        chosen = {name: self.cleaned_data.get(name) or self.data.get(name, "") for name in names}
        try:
            return BrandChoices(**chosen)
        except (InvalidColour, InvalidChoice):
            return None

    @property
    def draft(self) -> Draft | None:
        """What the preview shows of a bound form, complete or not."""
        choices = self.choices
        if choices is None:
            return None
        return Draft(
            self.data.get("name", "")[:80],
            self.data.get("tagline", "")[:140],
            choices,
            co_branded="co_branded" in self.data,
        )
