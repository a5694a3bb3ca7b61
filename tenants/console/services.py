"""Measures territories, notes what fails, and appoints the network's administrators."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.urls import reverse

from kernel.accounts.models import User
from kernel.accounts.services import open_account
from kernel.audit.services import record
from kernel.mail.enums import MailState
from kernel.mail.models import OutgoingMail, UnreachableAddress
from kernel.mail.services import send
from kernel.tenancy import TerritoryState, current_territory, public_context
from kernel.tenancy.context import site_url
from kernel.tenancy.storage import media_folder
from tenants.console.models import FailedJob, Vitals
from tenants.opening.models import Application
from tenants.registry.models import Territory

#: How far back mails and failures are counted, and how long failures are kept.
COUNTED = timedelta(days=30)

_URLS = "config.urls_network"

APPOINTED, DISMISSED, SETTLED = "console.appointed", "console.dismissed", "console.failures_settled"


def take_vitals(*, now: datetime) -> Vitals | None:
    """Measure the territory at hand and tell the network. Idempotent. None outside a territory."""
    territory = current_territory()
    if territory is None:
        return None
    since = now - COUNTED
    mails = OutgoingMail.objects.filter(created_at__gte=since)
    last_seen = UserSession.objects.aggregate(last=Max("last_seen_at"))["last"]
    came_back = UnreachableAddress.objects.aggregate(last=Max("since"))["last"]
    measured = {
        "taken_at": now,
        "last_active_on": last_seen.date() if last_seen else None,
        "database_bytes": _schema_bytes(territory.schema_name),
        "media_bytes": _folder_bytes(media_folder(territory.schema_name)),
        "mails_sent": mails.filter(state=MailState.SENT).count(),
        "mails_failed": mails.filter(state=MailState.FAILED).count(),
        "unreachable": UnreachableAddress.objects.filter(since__gte=since).count(),
        "bounced_at": came_back,
    }
    with public_context():
        return Vitals.objects.update_or_create(territory_id=territory.id, defaults=measured)[0]


def note_failure(*, task: str, error: str, now: datetime) -> None:
    """Keep that a task failed in the territory at hand, or in the network, and drop what is too old to be counted."""
    territory = current_territory()
    with public_context(), transaction.atomic():
        FailedJob.objects.filter(failed_at__lt=now - COUNTED).delete()
        FailedJob.objects.create(
            territory_id=territory.id if territory else None, task=task[:120], error=error[:80], failed_at=now
        )


@transaction.atomic
def settle_failures(*, territory: Territory, reason: str, by: User | None, until: datetime) -> int:
    """Take the jobs that failed until then off the list: somebody has dealt with them. Returns how many there were."""
    count, _each = FailedJob.objects.filter(territory=territory, failed_at__lte=until).delete()
    if count:
        record(
            act=SETTLED,
            actor=by,
            role="administrator",
            subject=territory,
            reason=reason,
            details={"jobs": count},
        )
    return count


def tell_of_notice(*, territory: Territory, reason: str) -> None:
    """Write to the administrators that operators gave notice, or took it back. Once for each."""
    leaves = territory.state == TerritoryState.LEAVING
    context = {"day": territory.leaves_on, "reason": reason if leaves else "", "taken_back": not leaves}
    key = f"{territory.pk} {territory.state_since:%Y-%m-%dT%H:%M:%S}"
    _tell("territory_leaves", context | _about(territory), key=key)


def tell_to_look(*, territory: Territory, former_name: str = "") -> None:
    """Write to the administrators that a territory is new, or is called otherwise: somebody looks at it."""
    asked = territory.renamed_at or territory.opened_at
    context = {
        "former_name": former_name,
        "is_new": territory.reviewed_at is None and not former_name,
        "host": territory.context().primary_host,
    }
    _tell(
        "territory_to_look_at", context | _about(territory), key=f"{territory.pk} {asked:%Y-%m-%dT%H:%M:%S}"
    )


def tell_of_failed_opening(*, application: Application, error: str, now: datetime) -> None:
    """Note that a site could not be opened, and write so to the administrators, once an hour for an application."""
    note_failure(task="tenants.opening.open", error=error, now=now)
    page = reverse("console:territories", urlconf=_URLS)
    context = {
        "territory_name": application.name,
        "error": error,
        "action_url": site_url(settings.BASE_DOMAIN) + page,
    }
    _tell("opening_failed_network", context, key=f"{application.pk} {now:%Y-%m-%dT%H}")


def _about(territory: Territory) -> dict[str, str]:
    page = reverse("console:territory", args=[territory.slug], urlconf=_URLS)
    return {"territory_name": territory.name, "action_url": site_url(settings.BASE_DOMAIN) + page}


def _tell(template: str, context: Mapping[str, Any], *, key: str) -> None:
    with public_context():
        for person in User.objects.filter(is_superuser=True, is_active=True):
            send(template=template, to=person, context=context, key=key)


@transaction.atomic
def appoint(*, email: str, first_name: str = "", last_name: str = "", password: str | None = None) -> User:
    """Make somebody an administrator of the network. Idempotent. She signs in by a code sent to her address."""
    with public_context():
        user = User.objects.filter(email__iexact=email).first() or open_account(
            email=email, first_name=first_name, last_name=last_name, password=password
        )
        if not (user.is_superuser and user.is_active):
            user.is_superuser = user.is_active = True
            user.save(update_fields=["is_superuser", "is_active"])
            record(act=APPOINTED, actor=None, role="platform", subject=user)
        return user


@transaction.atomic
def dismiss(*, email: str) -> bool:
    """Close the console to somebody, at her next request. Returns whether she was an administrator."""
    with public_context():
        user = User.objects.filter(email__iexact=email, is_superuser=True).first()
        if user is None:
            return False
        user.is_superuser = user.is_active = False
        user.save(update_fields=["is_superuser", "is_active"])
        record(act=DISMISSED, actor=None, role="platform", subject=user)
        return True


def _schema_bytes(schema: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class"
            " WHERE relnamespace = quote_ident(%s)::regnamespace AND relkind IN ('r', 'm')",
            [schema],
        )
        size: int = cursor.fetchone()[0]
        return size


def _folder_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
