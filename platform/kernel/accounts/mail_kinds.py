"""The e-mails about an account itself. allauth asks for them through `kernel.accounts.adapter`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernel.mail.registry import ALWAYS, Category, Kind, register

ACCOUNT = Category(
    name="account",
    label=_("My account"),
    description=_("Codes to sign in, confirmations, and word of any change to your account."),
    frequencies=ALWAYS,
    vital=True,
)
_CODE = {"email": "nadia@example.org", "code": "ABCD-EFGH"}
_URLS = {
    "email": "nadia@example.org",
    "signup_url": "https://exemple.example/compte/signup/",
    "password_reset_url": "https://exemple.example/compte/password/reset/",
}

register(
    Kind(
        template="account/login_code",
        category=ACCOUNT,
        label=_("A code to sign in"),
        sample=_CODE | {"path": "/compte/entrer/abc/"},
    ),
    Kind(
        template="account/email_confirmation_signup",
        category=ACCOUNT,
        label=_("A code to sign up"),
        sample=_CODE,
    ),
    Kind(
        template="account/email_confirmation",
        category=ACCOUNT,
        label=_("A code to confirm an address"),
        sample=_CODE,
    ),
    Kind(
        template="account/password_reset_code",
        category=ACCOUNT,
        label=_("A code for a new password"),
        sample=_CODE,
    ),
    Kind(
        template="account/account_already_exists",
        category=ACCOUNT,
        label=_("You already have an account"),
        sample=_URLS,
    ),
    Kind(
        template="account/unknown_account",
        category=ACCOUNT,
        label=_("No account with this address"),
        sample=_URLS,
    ),
    Kind(
        template="account/notice",
        category=ACCOUNT,
        label=_("A change to your account"),
        sample={"notice": _("Your password was changed.")},
    ),
)
