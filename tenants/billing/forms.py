"""What a territory's team fills in about paying."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernel.company_numbers import InvalidNumber, clean_bce, clean_siret
from tenants.billing.enums import Interval
from tenants.billing.models import BillingProfile
from tenants.billing.vat import clean_vat_number


class ProfileForm(forms.ModelForm[BillingProfile]):
    """Who receives the invoices. A French body gives its SIRET number, a Belgian one its BCE number.

    What Chorus Pro or Peppol would send an invoice back for is asked here, before one is numbered.
    """

    legal_name = forms.CharField(label=gettext_lazy("Name of the body"), max_length=99)  # BR-FR-CPRO-44
    no_service_code = forms.BooleanField(
        label=gettext_lazy("Our body asks for no service code"),
        required=False,
        help_text=gettext_lazy("For a French body. The directory of Chorus Pro tells, by your SIRET number."),
    )
    field_order = (
        *("legal_name", "street", "postcode", "city", "country", "siret", "bce", "vat_number"),
        *("service_code", "no_service_code", "purchase_order", "email"),
    )

    class Meta:
        model = BillingProfile
        fields: ClassVar = (
            *("legal_name", "street", "postcode", "city", "country", "siret", "bce", "vat_number"),
            *("service_code", "purchase_order", "email"),
        )
        help_texts: ClassVar = {
            "siret": gettext_lazy("For a French body: fourteen digits, of the establishment that pays."),
            "bce": gettext_lazy("For a Belgian body: ten digits, like 0207.361.848."),
            "service_code": gettext_lazy(
                "In France as Chorus Pro has it. In Belgium what your accounting asks for: a reference, a service,"
                " a name."
            ),
            "purchase_order": gettext_lazy(
                "In France also called “numéro d’engagement”. It is written on each invoice."
            ),
            "vat_number": gettext_lazy(
                "If the body has one. Between France and Belgium no VAT is then charged: it declares it."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["no_service_code"].initial = bool(self.instance.siret and not self.instance.service_code)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        country = values.get("country", "")
        number, other = ("siret", "bce") if country == "FR" else ("bce", "siret")
        values[other] = ""
        self._check(number, clean_siret if country == "FR" else clean_bce, required=True)
        if country:
            self._check("vat_number", lambda text: clean_vat_number(text, country=country), required=False)
        digits = 5 if country == "FR" else 4
        postcode = values.get("postcode", "")
        if postcode and not (postcode.isdecimal() and len(postcode) == digits):
            self.add_error("postcode", _("A postcode has %(number)s digits here.") % {"number": digits})
        self._check_reference(country, said_none=values.pop("no_service_code", False))
        return values

    def _check_reference(self, country: str, *, said_none: bool) -> None:
        code, order = (self.cleaned_data.get(name, "") for name in ("service_code", "purchase_order"))
        if country == "FR" and not code and not said_none:
            self.add_error(
                "service_code",
                _(
                    "Where your body has services, Chorus Pro sends back an invoice without a code. "
                    "Give the service’s, or tick that your body asks for none."
                ),
            )
        if country == "BE" and not code and not order:
            self.add_error(
                "purchase_order",
                _(
                    "Peppol takes no invoice without a reference of yours. Give the number of the order or, above, "
                    "the reference, service or name that your accounting knows."
                ),
            )

    def _check(self, field: str, cleaner: Any, *, required: bool) -> None:
        text = self.cleaned_data.get(field) or ""
        if not text and required:
            self.add_error(field, _("This number is needed on the invoices."))
        elif text:
            try:
                self.cleaned_data[field] = cleaner(text)
            except InvalidNumber as error:
                self.add_error(field, str(error))


class IntervalForm(forms.Form):
    """By the month or by the year, with what each costs, in words, and from when."""

    interval = forms.ChoiceField(label=gettext_lazy("Paid"), choices=Interval, widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, prices: Mapping[str, str] | None = None, said: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interval"].help_text = said
        if prices:
            self.fields["interval"].widget.choices = [
                (one, f"{one.label.capitalize()} ({prices[one]})") for one in Interval
            ]
