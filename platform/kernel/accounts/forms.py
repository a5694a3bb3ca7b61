"""The forms of signing up and signing in: allauth's, in our words, without placeholders that repeat the labels."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.utils.translation import gettext_lazy as _


class WithoutPlaceholders(forms.Form):
    """A mixin: the label says what a field is for, and stays when one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class LoginForm(WithoutPlaceholders, allauth_forms.LoginForm):  # type: ignore[misc]
    """E-mail address and password."""


class RequestLoginCodeForm(WithoutPlaceholders, allauth_forms.RequestLoginCodeForm):  # type: ignore[misc]
    """The address to send a code to."""


class ConfirmCodeForm(WithoutPlaceholders, allauth_forms.ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code that was sent."""


class ConfirmEmailForm(WithoutPlaceholders, allauth_forms.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    """The code that proves an address."""


class SignupForm(WithoutPlaceholders, allauth_forms.SignupForm):  # type: ignore[misc]
    """First name and address; the password is optional, because a code by e-mail opens the door as well."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=80,
        required=False,
        help_text=_("Associations see its initial only."),
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    field_order = ("first_name", "last_name", "email", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _("Never shown to anyone. We send you a code to check it.")
        self.fields["password1"].help_text = _(
            "At least 10 characters. Leave it empty if you would rather receive a code each time you sign in."
        )
