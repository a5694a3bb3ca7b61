"""Writes the charter: publishing a version, signing it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from engagement.associations.models import Association
from engagement.charter.models import Charter, Signature
from engagement.charter.selectors import current_charter
from kernel.accounts.models import User
from kernel.lifecycle import ForbiddenTransition


class AnotherVersion(Exception):
    """A newer version of the charter is in force than the one that was read."""


def draft_charter(*, title: str, text: str, changes: str = "") -> Charter:
    """Write a version that nobody is asked to sign yet. `text` is HTML of the rich text editor."""
    return Charter.objects.create(title=title, text=text, changes=changes)


@transaction.atomic
def publish_charter(*, charter: Charter, now: datetime) -> Charter:
    """Give a draft the next number and put it in force: everyone is asked to sign again.

    Raises `ForbiddenTransition` when it is published already.
    """
    versions = {version.pk: version for version in Charter.objects.select_for_update(no_key=True)}
    locked = versions[charter.pk]
    if locked.number is not None:
        raise ForbiddenTransition("charter", "publish", "published")
    locked.number = max((version.number or 0 for version in versions.values()), default=0) + 1
    locked.published_at = now
    locked.save(update_fields=["number", "published_at"])
    return locked


@transaction.atomic
def sign_charter(
    *, charter: Charter, user: User, name: str, now: datetime, association: Association | None = None
) -> Signature:
    """Keep somebody's signature of the version in force, for herself or for an association. A second one changes
    nothing. Raises `AnotherVersion` when `charter` is not, or no longer, in force.

    The caller has asked whether she may act for the association.
    """
    if charter != current_charter():
        raise AnotherVersion
    by = {"user": user} if association is None else {}
    signature, _created = Signature.objects.get_or_create(
        charter=charter,
        association=association,
        **by,
        defaults={"user": user, "name": name.strip(), "signed_at": now},
    )
    return signature
