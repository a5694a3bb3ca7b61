"""Certificates: issued from hours that stand, fixed once issued, revoked by who answers for them."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engagement.associations.models import Association
from engagement.durations import hours_in_words
from engagement.missions.models import Mission
from engagement.recognition.models import Certificate, CertificateKind, Hours
from kernel.accounts.models import User
from kernel.audit.services import record
from kernel.tenancy import current_territory
from kernel.ui.dates import date_format
from themes.branding.papers import brand_on_paper, make_pdf

_PAPER = Path(__file__).parent / "typst" / "certificate.typ"


class CertificateRefused(Exception):
    """No certificate can be made; `message` says why, to the volunteer."""

    message = gettext_lazy("This is not possible.")


class NoHours(CertificateRefused):
    message = gettext_lazy("There are no confirmed hours in this period.")


class NameIsMissing(CertificateRefused):
    message = gettext_lazy(
        "A certificate bears your first name and your family name: please give them first."
    )


class AlreadyRevoked(Exception):
    """The certificate was revoked before."""


@transaction.atomic
def issue_certificate(
    *,
    user: User,
    kind: str,
    first_day: date,
    last_day: date,
    now: datetime,
    association: Association | None = None,
    mission: Mission | None = None,
) -> Certificate:
    """Fix what stands of her hours in a period: of one mission, of one association, or of all.

    Asked for twice on a day, nothing having changed, it is one certificate. Raises `NameIsMissing`, `NoHours`.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if not (user.first_name and user.last_name):
        raise NameIsMissing
    hours = Hours.objects.standing().filter(user=user, day__range=(first_day, last_day))
    if kind == CertificateKind.ASSOCIATION:
        hours = hours.filter(association=association)
    elif kind == CertificateKind.MISSION:
        hours = hours.filter(mission=mission)
    rows = list(hours.select_related("association", "mission").order_by("day", "pk"))
    if not rows:
        raise NoHours
    told = json.loads(json.dumps(_snapshot(user, rows, now), cls=DjangoJSONEncoder))
    same = Certificate.objects.valid().filter(
        user=user, kind=kind, first_day=first_day, last_day=last_day, snapshot=told
    )
    if found := same.first():
        return found
    certificate = Certificate.objects.create(
        user=user,
        kind=kind,
        first_day=first_day,
        last_day=last_day,
        issued_at=now,
        snapshot=told,
    )
    certificate.associations.set({row.association_id for row in rows})
    record(act="certificate.issued", actor=user, subject=certificate, subject_label="", at=now)
    return certificate


@transaction.atomic
def revoke_certificate(*, certificate: Certificate, by: User, role: str, reason: str, now: datetime) -> None:
    """Take a certificate back: its page says so from now on. `role`: volunteer, association or team.

    Raises `AlreadyRevoked`.
    """
    changed = Certificate.objects.valid().filter(pk=certificate.pk).update(revoked_at=now, revoked_by=role)
    if not changed:
        raise AlreadyRevoked
    certificate.refresh_from_db()
    record(
        act="certificate.revoked",
        actor=by,
        subject=certificate,
        subject_label="",
        role=role,
        reason=reason,
        at=now,
    )


def certificate_pdf(certificate: Certificate) -> bytes:
    """The paper, from what was fixed when it was issued."""
    told, address = certificate.snapshot, certificate_url(certificate)
    data = {
        "brand": told["brand"],
        "title": _("Certificate of volunteering"),
        "description": _("Hours of volunteering of %(name)s") % {"name": told["name"]},
        "foot": _("%(territory)s, certificate %(code)s")
        % {"territory": told["territory"], "code": certificate.code},
        "lead": _("It is certified that"),
        "name": told["name"],
        "sentence": sentence_of(certificate),
        "columns": [_("Association and mission"), _("Period"), _("Hours")],
        "rows": [
            [_line_name(line), _period(line["first"], line["last"]), hours_in_words(line["minutes"])]
            for line in told["lines"]
        ],
        "total": _("Total: %(hours)s") % {"hours": hours_in_words(told["minutes"])},
        "issued": _("Issued on %(day)s by %(territory)s, from hours that the associations have confirmed.")
        % {"day": _day(told["issued"]), "territory": told["territory"]},
        "qr_alt": _("QR code that leads to the page where this certificate can be verified"),
        "verify_title": _("To verify this certificate"),
        "verify": _(
            "Scan the code, or open this address. The page shows what stands here, and nothing else."
        ),
        "url": address,
        "shown_url": address.partition("://")[2],
        "code": certificate.code,
    }
    return make_pdf(template=_PAPER, data=data, qr=address)


def certificate_url(certificate: Certificate) -> str:
    """Where anybody who holds the paper can verify it."""
    territory = current_territory()
    path = reverse("recognition:verify", kwargs={"code": certificate.code})
    return f"{territory.base_url if territory else ''}{path}"


def sentence_of(certificate: Certificate) -> str:
    """What the certificate certifies, in one sentence after the name."""
    told = certificate.snapshot
    return _("has given %(hours)s of volunteering, %(period)s.") % {
        "hours": hours_in_words(told["minutes"]),
        "period": _period(certificate.first_day.isoformat(), certificate.last_day.isoformat()),
    }


def lines_of(certificate: Certificate) -> list[dict[str, str]]:
    """The lines of the paper, for its page."""
    return [
        {
            "name": _line_name(line),
            "period": _period(line["first"], line["last"]),
            "hours": hours_in_words(line["minutes"]),
        }
        for line in certificate.snapshot["lines"]
    ]


def _snapshot(user: User, rows: list[Hours], now: datetime) -> dict[str, Any]:
    minutes: Counter[tuple[str, str]] = Counter()
    days: dict[tuple[str, str], list[date]] = {}
    for row in rows:
        key = (row.association.name, row.mission.title if row.mission else "")
        minutes[key] += row.minutes
        days.setdefault(key, []).append(row.day)
    territory = current_territory()
    return {
        "name": user.get_full_name(),
        "territory": territory.name if territory else "",
        "brand": brand_on_paper(),
        "issued": timezone.localdate(now),
        "minutes": sum(minutes.values()),
        "lines": [
            {
                "association": association,
                "mission": mission,
                "minutes": amount,
                "first": min(days[association, mission]),
                "last": max(days[association, mission]),
            }
            for (association, mission), amount in minutes.items()
        ],
    }


def _line_name(line: dict[str, Any]) -> str:
    return f"{line['association']} : {line['mission']}" if line["mission"] else str(line["association"])


def _day(iso: str | date) -> str:
    day = date.fromisoformat(iso) if isinstance(iso, str) else iso
    return date_format(day, "DATE_FORMAT")


def _period(first: str | date, last: str | date) -> str:
    if str(first) == str(last):
        return _("on %(day)s") % {"day": _day(first)}
    return _("from %(first)s to %(last)s") % {"first": _day(first), "last": _day(last)}
