"""Writes consents and exports."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse

from engagement.moments import moment_in_words
from engagement.privacy.archive import archive_of
from engagement.privacy.models import Consent, Export, new_code
from engagement.privacy.registry import purpose_of
from kernel.accounts.models import User
from kernel.audit.services import record
from kernel.mail import services as mail
from kernel.tenancy.storage import discard_on_commit

#: How long an export can be downloaded.
EXPORT_LASTS = timedelta(days=7)


@transaction.atomic
def note_consent(*, user: User, purpose: str, given: bool, now: datetime) -> None:
    """Write down that a person agrees to a purpose, in its present wording, or no longer does. Idempotent.

    Does not put it into effect: that is the caller's. Raises KeyError on an unknown purpose.
    """
    version = purpose_of(purpose).version
    current = (
        Consent.objects.select_for_update().filter(user=user, purpose=purpose, withdrawn_at=None).first()
    )
    if current and given and current.version == version:
        return
    if current:
        current.withdrawn_at = now
        current.save(update_fields=["withdrawn_at"])
    if given:
        Consent.objects.create(user=user, purpose=purpose, version=version, given_at=now)


@transaction.atomic
def withdraw_consent(*, user: User, purpose: str, now: datetime) -> None:
    """Put into effect that she no longer agrees, and write it down. Raises KeyError."""
    purpose_of(purpose).withdraw(user)
    note_consent(user=user, purpose=purpose, given=False, now=now)


@transaction.atomic
def request_export(*, user: User, now: datetime) -> Export:
    """Ask for an archive of what is held about her; a task makes it and tells her. An earlier one is discarded."""
    discard_exports(user=user)
    export = Export.objects.create(user=user, requested_at=now)
    record(act="person.exported", actor=user, at=now)
    return export


@transaction.atomic
def build_export(*, export_id: int, now: datetime) -> None:
    """Make the archive and send its private link. Does nothing when it is made, or asked for anew meanwhile."""
    export = (
        Export.objects.select_for_update(of=("self",)).select_related("user").filter(pk=export_id).first()
    )
    if export is None or export.ready_at is not None:
        return
    export.file.save(f"{new_code()}.zip", ContentFile(archive_of(user=export.user, now=now)), save=False)
    export.ready_at = now
    export.expires_at = now + EXPORT_LASTS
    export.save()
    mail.send(
        template="privacy_export_ready",
        to=export.user,
        context={
            "first_name": export.user.first_name,
            "path": reverse("privacy:download", kwargs={"code": export.code}),
            "until": moment_in_words(export.expires_at),
        },
    )


@transaction.atomic
def discard_exports(*, user: User | None = None, expired_at: datetime | None = None) -> int:
    """Delete a person's exports, or everybody's that have expired, with their files. Returns how many."""
    exports = Export.objects.filter(user=user) if user else Export.objects.filter(expires_at__lte=expired_at)
    found = list(exports)
    for export in found:
        if export.file:
            discard_on_commit(str(export.file.name))
    exports.filter(pk__in=[export.pk for export in found]).delete()
    return len(found)
