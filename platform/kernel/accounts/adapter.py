"""How allauth speaks and sends in a territory: its name in every e-mail, its host in every link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kernel.accounts.links import sign_in_path
from kernel.accounts.models import User, is_guest_address
from kernel.mail import services as mail
from kernel.tenancy import current_territory
from kernel.tenancy.context import site_url

#: What allauth tells people after a change to their account, by its name for the e-mail.
NOTICES = {
    "password_changed": _("Your password was changed."),
    "password_reset": _("Your password was reset."),
    "password_set": _("A password was set on your account."),
    "email_changed": _("The e-mail address of your account was changed."),
    "email_deleted": _("An e-mail address was removed from your account."),
    "totp_activated": _("Signing in now takes two steps. Your other devices were signed out."),
    "totp_deactivated": _("Signing in no longer takes two steps."),
    "recovery_codes_generated": _(
        "You have new recovery codes: the earlier ones are worth nothing any more."
    ),
}


class AccountAdapter(DefaultAccountAdapter):
    """allauth's adapter: a territory is a host, no row of `sites`, and its e-mails go through kernel.mail."""

    def send_mail(self, template_prefix: str, email: str, context: Mapping[str, Any]) -> None:
        """Send one of allauth's e-mails in the territory's brand. Templates: `email/account/<name>`."""
        name = template_prefix.rpartition("/")[2]
        if name == "email_confirm":
            return  # she has just done it herself, code in hand
        told = {key: context[key] for key in ("code",) if key in context}
        told |= {
            key: _on_site(context[key]) for key in ("signup_url", "password_reset_url") if key in context
        }
        if name == "login_code" and (person := User.objects.filter(email__iexact=email).first()):
            told["path"] = sign_in_path(person)
        if name in NOTICES:
            mail.send(template="account/notice", to=email, context={"notice": NOTICES[name]})
        else:
            mail.send(template=f"account/{name}", to=email, context={"email": email, **told})

    def clean_email(self, email: str) -> str:
        """Addresses that stand for guests are nobody's to sign up with."""
        if is_guest_address(email):
            raise ValidationError(_("Please give an address at which you receive e-mails."))
        return str(super().clean_email(email))

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """In territories: administrators of the network are appointed."""
        return current_territory() is not None

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where one was going, else home: of administrators of the network, the console."""
        url: str = super().get_login_redirect_url(request)
        return (
            url
            if current_territory() or url != settings.LOGIN_REDIRECT_URL
            else settings.NETWORK_LOGIN_REDIRECT_URL
        )

    def format_email_subject(self, subject: str) -> str:
        return subject

    def populate_username(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """There are no user names."""


def _on_site(url: str) -> str:
    """The address on the site at hand: what the request claimed as its port must not reach an e-mail."""
    territory = current_territory()
    site = territory.base_url if territory else site_url(settings.BASE_DOMAIN)
    return site + urlsplit(url)._replace(scheme="", netloc="").geturl()


def display_name(user: AbstractBaseUser) -> str:
    """What a person is called on her own pages."""
    return user.get_short_name()  # type: ignore[attr-defined, no-any-return]
