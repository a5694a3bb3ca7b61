"""What an operator fills in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.geography.forms import CommuneField
from tenants.geography.models import Commune
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
