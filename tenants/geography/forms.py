"""A form field for one commune: typed freely, completed as one types where JavaScript runs."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tenants.geography.models import Commune
from tenants.geography.selectors import (
    COMMUNE_ID,
    AmbiguousCommune,
    UnknownCommune,
    describe_commune,
    find_communes,
    resolve_commune,
)

_SUGGESTIONS = 3


class CommuneInput(forms.TextInput):
    """A text input with an empty <datalist>; `commune-field.js` fills it as one types.

    Pages that show it must render the form's media.
    """

    template_name = "geography/commune_input.html"
    country: str | None = None

    class Media:
        js = [Script("geography/commune-field.js", defer=True)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        attributes = context["widget"]["attrs"]
        list_id = f"{attributes.get('id') or f'id_{name}'}_communes"
        attributes |= {
            "list": list_id,
            "autocomplete": "off",
            "data-communes-url": reverse("geography:communes"),
        }
        if self.country:
            attributes["data-communes-country"] = self.country
        context["list_id"] = list_id
        return context


class CommuneField(forms.Field):
    """Cleans to a Commune, from "Libin", "6890", "Libin (6890)" or "BE-84035", or to None when empty.

    Initial values may be a Commune or its id. What several communes answer to is refused with their list,
    what none answers to with the names nearest to it. `country` ("FR", "BE") narrows both.
    """

    widget = CommuneInput
    default_error_messages = {
        "unknown": _("No commune is known as “%(text)s”."),
        "unknown_near": _("No commune is known as “%(text)s”. Did you mean: %(candidates)s?"),
        "ambiguous": _("Several communes are known as “%(text)s”. Please choose: %(candidates)s."),
    }

    def __init__(self, *, country: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.country = country
        if isinstance(self.widget, CommuneInput):
            self.widget.country = country

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, str) and COMMUNE_ID.fullmatch(value):
            value = Commune.objects.filter(id=value).first() or value
        return value.label if isinstance(value, Commune) else value

    def to_python(self, value: Any) -> Commune | None:
        if value in self.empty_values or isinstance(value, Commune):
            return value or None
        text = str(value).strip()
        if not text:
            return None
        try:
            return resolve_commune(text, country=self.country)
        except AmbiguousCommune as error:
            raise self._error("ambiguous", text, list(error.candidates)) from None
        except UnknownCommune:
            near = find_communes(text, country=self.country, limit=_SUGGESTIONS)
            raise self._error("unknown_near" if near else "unknown", text, near) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        before = initial.id if isinstance(initial, Commune) else initial or None
        try:
            after = self.to_python(data)
        except ValidationError:
            return True
        return before != (after.id if after else None)

    def _error(self, code: str, text: str, candidates: list[Commune]) -> ValidationError:
        listed = ", ".join(map(describe_commune, candidates))
        return ValidationError(
            self.error_messages[code], code=code, params={"text": text, "candidates": listed}
        )
