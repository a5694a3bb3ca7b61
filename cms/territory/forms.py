"""What an operator fills in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from tenants.geography.forms import CommuneField
from tenants.geography.models import Commune
from tenants.registry.lifecycle import LONGEST_NOTICE, NOTICE
from tenants.registry.models import Territory


class CommunesField(forms.CharField):
    """Cleans to communes: one a line, or separated by commas, each as `CommuneField` understands it."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, *, country: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.one = CommuneField(country=country, required=False)

    def clean(self, value: Any) -> list[Commune]:
        lines = str(super().clean(value)).replace(",", "\n").replace(";", "\n").splitlines()
        found = [self.one.clean(line) for line in dict.fromkeys(lines) if line.strip()]
        return list(dict.fromkeys(found))


class CommunesForm(forms.Form):
    """Which communes join the territory, and which leave it."""

    def __init__(self, *args: Any, territory: Territory, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.territory = territory
        words = _("Names, postcodes or codes, separated by commas.")
        for name, label in (("add", _("Communes to add")), ("remove", _("Communes to take away"))):
            self.fields[name] = CommunesField(
                country=territory.country, label=label, required=False, help_text=words
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        held = set(self.territory.communes.values_list("pk", flat=True))
        add = [commune for commune in cleaned["add"] if commune.pk not in held]
        remove = cleaned["remove"]
        cleaned["add"] = add
        for commune in remove:
            if commune.pk not in held:
                self.add_error("remove", _("%(name)s is not part of the territory.") % {"name": commune.name})
        if not add and not remove:
            self.add_error(None, _("Say which communes to add or to take away."))
        elif held <= {commune.pk for commune in remove} and not add:
            self.add_error("remove", _("A territory has at least one commune."))
        return cleaned


class NoticeForm(forms.Form):
    """Why the territory leaves, when all it holds is deleted, and its address typed as a proof of having read."""

    reason = forms.CharField(
        label=_("Why do you leave?"),
        help_text=_("Your colleagues read it in an e-mail, and the network keeps it. Name nobody."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    day = forms.DateField(
        label=_("Day on which everything is deleted"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    address = forms.CharField(
        max_length=253,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args: Any, host: str, today: date, **kwargs: Any) -> None:
        self.host, self.earliest, self.latest = host, today + NOTICE, today + LONGEST_NOTICE
        super().__init__(*args, **kwargs)
        self.initial["day"] = self.earliest
        day = self.fields["day"]
        day.widget.attrs |= {"min": f"{self.earliest:%Y-%m-%d}", "max": f"{self.latest:%Y-%m-%d}"}
        day.help_text = _("From %(first)s to %(last)s.") % {
            "first": date_format(self.earliest),
            "last": date_format(self.latest),
        }
        self.fields["address"].label = _("To confirm, type the address of the site: %(host)s") % {
            "host": host
        }

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not self.earliest <= day <= self.latest:
            raise forms.ValidationError(
                _(
                    "Choose a day from %(first)s to %(last)s: everybody has the time to take away what is theirs."
                )
                % {"first": date_format(self.earliest), "last": date_format(self.latest)}
            )
        return day

    def clean_address(self) -> str:
        typed: str = self.cleaned_data["address"].strip().lower()
        if typed.removeprefix("https://").removesuffix("/") != self.host:
            raise forms.ValidationError(
                _("This is not the address of the site. It is “%(host)s”.") % {"host": self.host}
            )
        return typed


class NameForm(forms.Form):
    """What the territory is called, and its short name in addresses."""

    name = forms.CharField(label=_("Name"), max_length=80)
    slug = forms.CharField(
        label=_("Short name in addresses"),
        help_text=_("Small letters without accents, digits and hyphens."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].lower()
        return slug
