"""What belongs to a person's account: her second factor, a device, her e-mails and what she chose of them."""

from __future__ import annotations

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.utils import timezone

from kernel.accounts.models import User
from kernel.mail.models import MailPreference, OutgoingMail, UnreachableAddress
from tests.isolation.marks import Marks


def fill_account(marks: Marks, *, person: User) -> UserSession:
    """Two steps, a device, a choice, an e-mail that waits for her digest, an address that bounced."""
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)
    MailPreference.objects.create(user=person, category="participations", frequency="daily")
    UnreachableAddress.objects.create(address=person.email, reason="bounced", since=timezone.now())
    OutgoingMail.objects.create(
        user=person,
        to=person.email,
        kind="participation_accepted",
        state="held",
        message_id=f"<{marks.person}.{person.pk}@localhost>",
        sender="localhost",
        subject=marks.private("Bonne nouvelle"),
        text=marks.private("Bonne nouvelle"),
        due_at=timezone.now(),
    )
    return UserSession.objects.create(
        user=person,
        ip="192.0.2.1",
        session_key=f"{marks.person}{person.pk}",
        user_agent=marks.private("Firefox"),
    )
