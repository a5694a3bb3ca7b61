"""The network's own look at a new territory: until then its site lives, and no list of the network names it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from kernel.accounts.models import User
from kernel.audit.services import record
from tenants.registry.models import Territory
from tenants.registry.telling import tell_operators


@transaction.atomic
def review_territory(
    *, territory: Territory, accept: bool, now: datetime, reason: str = "", by: User | None = None
) -> Territory:
    """Show a territory in the network's lists, or do not; told to all who run it. A later decision replaces it."""
    current = Territory.objects.select_for_update().get(pk=territory.pk)
    current.listed, current.reviewed_at = accept, now
    current.save(update_fields=["listed", "reviewed_at"])
    record(
        act="opening.accepted" if accept else "opening.refused",
        actor=by,
        role="administrator",
        subject=current,
        reason=reason,
        at=now,
    )
    tell_operators(
        territory=current,
        template="opening_reviewed",
        context={
            "name": current.name,
            "accepted": accept,
            "is_renamed": current.renamed_at is not None,
            "reason": reason,
            "page": settings.BACK_OFFICE_PATH,
        },
        key=now.isoformat(),
    )
    return current
