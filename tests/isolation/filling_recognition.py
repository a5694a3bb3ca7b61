"""Hours in each state, thanks, expenses, certificates."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from engagement.missions.models import Mission
from engagement.recognition.models import Certificate, CertificateKind, Expense, Hours, HoursState, Thanks
from kernel.accounts.models import User
from tests.factories.recognition import HoursFactory
from tests.isolation.marks import Marks
from themes.branding.papers import brand_on_paper


@dataclass(frozen=True, slots=True)
class Recognition:
    """By state; certificates are `valid` and `revoked`."""

    hours: dict[str, Hours]
    certificates: dict[str, Certificate]
    expense: Expense


def fill_recognition(marks: Marks, word: str, people: dict[str, User], mission: Mission) -> Recognition:
    """What the citizen gave to the published association."""
    citizen, now, today = people["citizen"], timezone.now(), timezone.localdate()
    hours = {
        str(state): HoursFactory(
            user=citizen,
            association=mission.association,
            mission=mission,
            state=state,
            minutes=0 if state == HoursState.REFUSED else 90,
            note=marks.private("Caisse"),
            dispute=marks.private("Je suis restée ranger."),
            answer=marks.private("La pause est comptée."),
        )
        for state in HoursState
    }
    Thanks.objects.create(
        user=citizen,
        association=mission.association,
        author=people["manager"],
        text=marks.private("Merci !"),
        sent_at=now,
    )
    expense = Expense.objects.create(
        user=citizen, association=mission.association, day=today, amount=Decimal("12.50")
    )
    certificates = {
        name: _certificate(
            marks, citizen, mission, code=f"{word.upper():A<14}"[:14] + suffix, revoked=revoked
        )
        for name, suffix, revoked in (("valid", "AAAAA2", False), ("revoked", "AAAAA3", True))
    }
    return Recognition(hours, certificates, expense)


def _certificate(marks: Marks, user: User, mission: Mission, *, code: str, revoked: bool) -> Certificate:
    """Its page names the volunteer to whoever holds its code, which is why her name has the open mark here."""
    now, today = timezone.now(), timezone.localdate()
    made = Certificate.objects.create(
        user=user,
        code="-".join(code[at : at + 4] for at in range(0, len(code), 4)),
        kind=CertificateKind.PERIOD,
        first_day=today,
        last_day=today,
        issued_at=now,
        revoked_at=now if revoked else None,
        snapshot={
            "name": marks.said("Camille"),
            "territory": marks.said("Ici"),
            "brand": brand_on_paper(),
            "issued": today,
            "minutes": 90,
            "lines": [
                {
                    "association": mission.association.name,
                    "mission": mission.title,
                    "minutes": 90,
                    "first": today,
                    "last": today,
                }
            ],
        },
    )
    made.associations.set([mission.association])
    return made
