"""What the account itself holds, what she agreed to, and the journal of acts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from engagement.privacy.models import Consent, RetentionNotice
from engagement.privacy.plain import plain_row, plain_rows
from engagement.privacy.registry import Holder, register
from engagement.privacy.services import discard_exports
from kernel.accounts.devices import device_in_words, devices_of
from kernel.accounts.models import User
from kernel.accounts.second_factor import has_second_factor
from kernel.audit.models import Entry
from kernel.audit.selectors import acts_of
from kernel.mail.models import MailPreference, OutgoingMail
from kernel.mail.registry import kind_of
from kernel.mail.selectors import budget_of


def _describe_account(user: User) -> list[str]:
    name = user.get_full_name()
    return [
        *([_("your name: %(name)s") % {"name": name}] if name else []),
        _("your e-mail address: %(email)s") % {"email": user.email},
        _("your password, encrypted: nobody can read it")
        if user.has_usable_password()
        else _("no password: you sign in by a code"),
        *([_("your app for signing in in two steps")] if has_second_factor(user) else []),
    ]


def _export_account(user: User) -> dict[str, Any]:
    return plain_row(user, ("first_name", "last_name", "email", "date_joined", "last_login")) | {
        _("Signing in in two steps"): [
            {_("Since"): one.created_at, _("Last used"): one.last_used_at}
            for one in Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
        ],
        _("You were told that your account would be erased"): [
            one.sent_at for one in RetentionNotice.objects.filter(user=user).order_by("sent_at")
        ],
    }


def _erase_account(user: User, now: datetime) -> None:
    discard_exports(user=user)


def _describe_consents(user: User) -> list[str]:
    number = Consent.objects.filter(user=user).count()
    if not number:
        return []
    return [ngettext("%(number)s consent", "%(number)s consents", number) % {"number": number}]


def _export_consents(user: User) -> list[dict[str, Any]]:
    return plain_rows(Consent.objects.filter(user=user), ("purpose", "version", "given_at", "withdrawn_at"))


def _describe_journal(user: User) -> list[str]:
    number = acts_of(user=user).count()
    if not number:
        return []
    return [ngettext("%(number)s act of yours", "%(number)s acts of yours", number) % {"number": number}]


def _export_journal(user: User) -> list[dict[str, Any]]:
    entries: list[Entry] = list(acts_of(user=user))
    return [
        {_("When"): entry.at, _("Act"): entry.label, _("Subject"): entry.subject_label} for entry in entries
    ]


def _describe_mails(user: User) -> list[str]:
    number = OutgoingMail.objects.filter(to__iexact=user.email).count()
    words = ngettext(
        "that %(number)s e-mail was sent to you lately, without its words",
        "that %(number)s e-mails were sent to you lately, without their words",
        number,
    )
    chosen = MailPreference.objects.filter(user=user).exists()
    return [
        *([words % {"number": number}] if number else []),
        *([_("which e-mails you wish to receive")] if chosen else []),
    ]


def _export_mails(user: User) -> dict[str, Any]:
    sent = OutgoingMail.objects.filter(to__iexact=user.email).order_by("created_at")
    return {
        _("E-mails sent"): [
            {_("When"): mail.created_at, _("E-mail"): str(kind_of(mail.kind).label)} for mail in sent
        ],
        _("E-mails chosen"): [
            {_("E-mail"): one.category, _("Frequency"): one.get_frequency_display()}
            for one in MailPreference.objects.filter(user=user)
        ],
        _("At most in a week, of those you can do without"): budget_of(user),
    }


register(
    Holder(
        code="account",
        label=gettext_lazy("Your account"),
        purpose=gettext_lazy("To let you in, and to write to you."),
        order=10,
        describe=_describe_account,
        export=_export_account,
        erase=_erase_account,
        edit_url="accounts:account",
    )
)
register(
    Holder(
        code="mails",
        label=gettext_lazy("Your e-mails"),
        purpose=gettext_lazy("To write to you once, and only as you wish."),
        order=15,
        describe=_describe_mails,
        export=_export_mails,
        edit_url="mail:settings",
    )
)


def _describe_devices(user: User) -> list[str]:
    return [device.words for device in devices_of(user, current_key=None)]


def _export_devices(user: User) -> list[dict[str, Any]]:
    return [
        {
            _("Device"): device_in_words(session.user_agent),
            _("Internet address"): session.ip,
            _("Signed in"): session.created_at,
        }
        for session in UserSession.objects.filter(user=user).order_by("created_at")
    ]


register(
    Holder(
        code="devices",
        label=gettext_lazy("Where you are signed in"),
        purpose=gettext_lazy("So that you can find and end a session that is not yours."),
        order=12,
        describe=_describe_devices,
        export=_export_devices,
        edit_url="accounts:devices",
    )
)
register(
    Holder(
        code="consents",
        label=gettext_lazy("Your consents"),
        purpose=gettext_lazy("To show what you agreed to, and when."),
        order=80,
        describe=_describe_consents,
        export=_export_consents,
    )
)
register(
    Holder(
        code="journal",
        label=gettext_lazy("Journal of acts"),
        purpose=gettext_lazy("To find out who did what, when something went wrong."),
        order=90,
        describe=_describe_journal,
        export=_export_journal,
        kept=gettext_lazy(
            "That something was done, and when, without your name: the history of associations and missions stays"
            " whole."
        ),
    )
)
