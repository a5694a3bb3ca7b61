"""A territory that leaves: told, given its last archive, told once more, deleted. Reversible until the last step.

Everything is found anew from what there is, each time: a round that comes late or twice, or dies in the middle, does no
harm.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from kernel.audit.models import Entry
from kernel.mail.services import take_up_overdue
from kernel.tenancy import TerritoryContext, TerritoryState, public_context, tenant_context
from kernel.tenancy.cache import discard_schema_cache
from kernel.tenancy.storage import discard_schema_media, media_folder
from tenants.archives.services import delete_territory, make_archive, request_archive
from tenants.archives.signals import notice_stands
from tenants.registry.models import Territory
from tenants.registry.telling import tell_operators

#: How long the last archive has been there, and the team reminded of it, before everything is deleted.
LAST_CALL = timedelta(days=7)


def follow_notice(*, territory_id: int, now: datetime) -> None:
    """What the hour asks of a territory to which notice was given. Nothing for another."""
    with public_context():
        territory = Territory.objects.get(pk=territory_id)
        if territory.state != TerritoryState.LEAVING or territory.leaves_on is None:
            return
        last = territory.archives.filter(ready_at__gte=territory.state_since).order_by("ready_at").first()
        if last is None:
            asked = request_archive(territory=territory, now=now)
            if asked is not None:
                make_archive(archive_id=asked.pk, now=now)
            return
    with tenant_context(territory.context()):
        notice_stands.send_robust(Territory, territory=territory, now=now)
        take_up_overdue(now=now)  # a closed territory's own rounds rest
    if now.date() >= territory.leaves_on - LAST_CALL:
        tell(territory, "notice_ends")
    if now.date() >= territory.leaves_on and last.ready_at <= now - LAST_CALL:
        delete_territory(territory=territory, now=now)


def announce(*, territory: Territory, before: TerritoryContext) -> bool:
    """Tell the team of a notice, or that it was taken back. Returns whether it leaves from now on."""
    if territory.state == before.state:
        return False
    if territory.state == TerritoryState.LEAVING:
        tell(territory, "notice_given")
        return True
    if before.state == TerritoryState.LEAVING and territory.state != TerritoryState.GONE:
        tell(territory, "notice_withdrawn")
    return False


def tell(territory: Territory, template: str) -> None:
    """Write to those who run it, once for each notice."""
    tell_operators(
        territory=territory,
        template=template,
        context={
            "territory_name": territory.name,
            "day": territory.leaves_on,
            "reason": _reason(territory) if territory.is_resigning else "",
            "own": territory.is_resigning,
            "page": "/admin/territory/notice/" if territory.leaves_on else "/admin/",
        },
        key=f"{template} {territory.state_since:%Y-%m-%dT%H:%M:%S}",
    )


def _reason(territory: Territory) -> str:
    """Why its operators gave notice, as it stands in the network's journal."""
    about = {"subject_kind": Territory._meta.label_lower, "subject_id": str(territory.pk)}
    with public_context():
        given = Entry.objects.filter(act="territory.give_notice", **about).first()
    return given.reason if given else ""


def leaving() -> list[int]:
    """The territories to which notice was given."""
    with public_context():
        return list(
            Territory.objects.filter(state=TerritoryState.LEAVING).order_by("pk").values_list("pk", flat=True)
        )


def sweep() -> None:
    """Discard what a process that died after the deletion left of files and cached entries."""
    with public_context():
        gone = list(Territory.objects.filter(state=TerritoryState.GONE).values_list("schema_name", flat=True))
    for schema in gone:
        if media_folder(schema).exists():
            discard_schema_cache(schema)
            discard_schema_media(schema)
