"""Signing the charter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.associations.models import Association
from engagement.charter.models import Charter
from kernel.accounts.models import User


class SignatureForm(forms.Form):
    """A name typed in full and a box ticked. Hidden: which text stood above, and for whom it is signed.

    A guest of another territory ticks the box alone: before an association accepts her, nothing here names her.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    party = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Your first and last name"),
        min_length=2,
        max_length=160,
        help_text=_("Typed here, they are your signature. Only the site’s team sees it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    agreed = forms.BooleanField(label=_("I have read the charter and I sign it."))

    def __init__(self, data: Any, *, charter: Charter, user: User, association: Association | None) -> None:
        self.charter = charter
        party = association.slug if association else ""
        initial = {"version": charter.number, "party": party, "name": user.get_full_name()}
        prefix = "charter"
        sent = bool(data) and data.get(f"{prefix}-party") == party
        super().__init__(data if sent else None, prefix=prefix, initial=initial)
        self.signs_as = user.get_short_name() if user.is_guest else ""
        if user.is_guest:
            del self.fields["name"]
            self.fields["agreed"].help_text = _("You sign as a guest: your name is not asked for.")

    @property
    def signature(self) -> str:
        """The name under which it is signed; of a valid form."""
        return self.signs_as or str(self.cleaned_data["name"])

    def clean_version(self) -> int:
        version: int = self.cleaned_data["version"]
        if version != self.charter.number:
            self.data = {**self.data.dict(), self.add_prefix("version"): str(self.charter.number)}  # type: ignore[attr-defined]  # a QueryDict
            raise forms.ValidationError(
                _("A new version of the charter has just been published: please read it before you sign.")
            )
        return version
