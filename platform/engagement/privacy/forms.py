"""Confirming an erasure."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.privacy.confirmation import TooManyAttempts, is_confirmed
from kernel.accounts.models import User


class ErasureForm(forms.Form):
    """That it is she (password or code), and that she means it."""

    password = forms.CharField(
        label=_("Your password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
    )
    code = forms.CharField(
        label=_("The code that we sent you"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )
    sure = forms.BooleanField(label=_("I understand that nothing can be brought back"))

    def __init__(self, *args: Any, user: User, by_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        del self.fields["password" if by_code else "code"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if self.errors:
            return given
        try:
            confirmed = is_confirmed(
                user=self.user, password=given.get("password", ""), code=given.get("code", "")
            )
        except TooManyAttempts:
            raise forms.ValidationError(_("Too many attempts. Please wait a quarter of an hour.")) from None
        if not confirmed:
            field = "password" if "password" in self.fields else "code"
            self.add_error(field, _("That is not right. Please try again."))
        return given
