"""The forms of signing up and signing in: allauth's, in our words, without the placeholders that repeat labels."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from allauth.account import forms as allauth_forms
from allauth.account.models import EmailAddress
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from kernel.accounts.models import User
from kernel.accounts.names import refuse_what_is_no_name


class OurWords(forms.Form):
    """A mixin: the label says what a field is for, and stays when one types; an address is called one everywhere."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        for name in ("login", "email"):
            if name in self.fields:
                self.fields[name].label = _("E-mail address")


class LoginForm(OurWords, allauth_forms.LoginForm):
    """E-mail address and password."""


class RequestLoginCodeForm(OurWords, allauth_forms.RequestLoginCodeForm):
    """The address to send a code to."""


class ConfirmCodeForm(OurWords, allauth_forms.ConfirmLoginCodeForm):
    """The code that was sent."""


class ConfirmEmailForm(OurWords, allauth_forms.ConfirmEmailVerificationCodeForm):
    """The code that proves an address."""


class ResetPasswordForm(OurWords, allauth_forms.ResetPasswordForm):
    """The address to send the code to."""


class ChangeEmailForm(OurWords, allauth_forms.ChangeEmailForm):
    """The new address."""


class AddEmailForm(OurWords, allauth_forms.AddEmailForm):
    """The new address, from the account's pages."""


class _OurCode(OurWords):
    """A mixin: six figures of an app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")
        self.fields["code"].help_text = _("Six figures from your app, or one of your recovery codes.")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class AuthenticateForm(_OurCode, mfa_forms.AuthenticateForm):
    """The second step of signing in."""


class ReauthenticateForm(_OurCode, mfa_forms.ReauthenticateForm):
    """The same before a change that matters."""


class ActivateSecondFactorForm(_OurCode, totp_forms.ActivateTOTPForm):
    """The first code of an app that has just read the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("Six figures, which your app now shows beside our name.")


class NameForm(forms.ModelForm[User]):
    """How one is called."""

    class Meta:
        model = User
        fields = ("first_name", "last_name")
        labels = {"first_name": _("First name"), "last_name": _("Last name")}
        help_texts = {"last_name": _("Associations see its initial only.")}
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name", "required": True}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_name"].required = True


class SignupForm(OurWords, allauth_forms.SignupForm):
    """First name and address; the password is optional, because a code by e-mail opens the door as well."""

    first_name = forms.CharField(
        label=_("First name"),
        max_length=80,
        validators=[refuse_what_is_no_name],
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=80,
        required=False,
        validators=[refuse_what_is_no_name],
        help_text=_("Associations see its initial only."),
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )

    def try_save(self, request: HttpRequest) -> tuple[Any, HttpResponse | None]:
        """As allauth's, but an address that has an account takes as long and answers the same as one that has none."""
        if self.account_already_exists:
            self._rehearse()
        try:
            with transaction.atomic():
                return super().try_save(request)  # type: ignore[no-any-return]  # allauth is untyped
        except IntegrityError:  # the same form sent twice at once
            self.account_already_exists = True
            return super().try_save(request)  # type: ignore[no-any-return]  # allauth is untyped

    def _rehearse(self) -> None:
        """Open an account for nobody, and undo it: what it takes is what tells."""
        with transaction.atomic():
            said = self.cleaned_data
            nobody = User.objects.create_user(f"{uuid4()}@nobody.invalid", said.get("password1") or None)
            EmailAddress.objects.create(user=nobody, email=nobody.email)
            transaction.set_rollback(True)

    field_order = ("first_name", "last_name", "email", "password1")
    account_already_exists: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _("Never shown to anyone. We send you a code to check it.")
        self.fields["password1"].help_text = _(
            "At least 10 characters. Leave it empty if you would rather receive a code each time you sign in."
        )
