"""The network's own look at a new territory: until then its site lives, and no list of the network names it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kernel.accounts.models import User
from kernel.audit.services import record
from kernel.mail.services import send
from tenants.opening.models import Application
from tenants.registry.models import Territory


@transaction.atomic
def review_territory(
    *, territory: Territory, accept: bool, now: datetime, reason: str = "", by: User | None = None
) -> Territory:
    """Show a territory in the network's lists, or do not; told to whoever opened it. A later decision replaces it."""
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
    application = Application.objects.filter(territory=current).first()
    if application is not None:
        site = current.context().base_url
        context = {
            "name": current.name,
            "site": f"{site}/",
            "accepted": accept,
            "reason": reason,
            "action_url": f"{site}/admin/",
        }
        send(template="opening_reviewed", to=application.email, context=context)
    return current
