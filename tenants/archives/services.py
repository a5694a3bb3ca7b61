"""Archives are asked for, made and discarded; territories are brought in, restored and deleted."""

from __future__ import annotations

import hashlib
import shutil
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from psycopg import sql

from kernel.audit import services as audit
from kernel.mail.services import send
from kernel.tenancy import TerritoryState, public_context, tenant_context
from kernel.tenancy.cache import discard_schema_cache
from kernel.tenancy.storage import discard_schema_media, media_folder
from tenants.archives.models import FOLDER, Archive
from tenants.archives.reading import ArchiveReader, BadArchive
from tenants.archives.signals import territory_imported
from tenants.archives.writing import write_archive
from tenants.geography.models import Commune
from tenants.provisioning.services import bring_in_territory, rebuild_schema
from tenants.registry.domains import release_domains
from tenants.registry.models import Territory, TerritoryCommune
from tenants.registry.services import PLATFORM, By, change_state
from tenants.registry.telling import operators
from themes.branding.services import rename_brand

#: How long an archive can be downloaded.
ARCHIVE_LASTS = timedelta(days=7)

#: After so long, whoever was making one is taken to have died; after a day, what it left is deleted.
MAKING_LASTS = timedelta(hours=2)
LEFTOVERS_LAST = timedelta(days=1)


class NotYet(Exception):
    """The territory cannot be deleted yet. The message says what is missing."""


def request_archive(*, territory: Territory, now: datetime, by: By = PLATFORM) -> Archive | None:
    """Ask for an archive, which a task makes; None while another one is being made."""
    with public_context(), transaction.atomic():
        Territory.objects.select_for_update(no_key=True).get(pk=territory.pk)
        making = Archive.objects.filter(territory=territory, ready_at=None, failed=False)
        making.filter(requested_at__lt=now - MAKING_LASTS).update(failed=True)
        if making.exists():
            return None
        audit.record(
            act="territory.exported", actor=by.administrator, role=by.role, subject=territory, at=now
        )
        return Archive.objects.create(territory=territory, requested_at=now)


def make_archive(*, archive_id: int, now: datetime) -> None:
    """Write the file. Does nothing when it is there. A failure is noted, and the request may be made again."""
    with public_context():
        archive = Archive.objects.select_related("territory").filter(pk=archive_id, ready_at=None).first()
        if archive is None:
            return
        target = media_folder(archive.territory.schema_name) / archive.path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            rows = write_archive(territory=archive.territory, to=target, now=now)
        except BaseException:
            target.unlink(missing_ok=True)
            Archive.objects.filter(pk=archive_id).update(failed=True)
            raise
        with target.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        Archive.objects.filter(pk=archive_id).update(
            ready_at=now,
            expires_at=_expiry(archive.territory, now),
            size=target.stat().st_size,
            sha256=digest,
            rows=rows,
            failed=False,
        )


def _expiry(territory: Territory, now: datetime) -> datetime:
    """The last archive of a territory that leaves outlasts it, however late the deletion comes."""
    if territory.leaves_on is None:
        return now + ARCHIVE_LASTS
    return max(now, datetime.combine(territory.leaves_on, time(), tzinfo=UTC)) + 2 * ARCHIVE_LASTS


def discard_expired(*, now: datetime) -> int:
    """Delete the files whose time is over, and what a worker that died left, and forget them. Returns how many."""
    with public_context():
        abandoned = Q(ready_at=None, requested_at__lte=now - LEFTOVERS_LAST)
        over = list(Archive.objects.filter(Q(expires_at__lte=now) | abandoned).select_related("territory"))
        for archive in over:
            (media_folder(archive.territory.schema_name) / archive.path).unlink(missing_ok=True)
        Archive.objects.filter(pk__in=[archive.pk for archive in over]).delete()
    return len(over)


def import_territory(
    *, path: Path, slug: str = "", name: str = "", now: datetime, by: By = PLATFORM
) -> Territory:
    """Open a territory with what an archive holds, under its own name or another.

    All or nothing. Second factors come along only within one installation and schema. Raises `BadArchive` and the
    subclasses of `ProvisioningError`.
    """
    with ArchiveReader(path) as archive:
        about = archive.manifest["territory"]
        communes = list(Commune.objects.filter(pk__in=about["communes"]).order_by("pk"))
        if len(communes) != len(about["communes"]):
            raise BadArchive(_("The archive names communes that this installation does not know."))

        def fill(schema: str) -> None:
            archive.fill(schema)
            archive.extract_media(media_folder(schema))

        with transaction.atomic():
            territory = bring_in_territory(
                name=name or about["name"],
                slug=slug or about["slug"],
                kind=about["kind"],
                communes=communes,
                fill=fill,
            )
            _settle(territory, now=now, by=by, renamed=bool(name) and name != about["name"])
    return territory


def restore_territory(*, territory: Territory, path: Path, now: datetime, by: By = PLATFORM) -> Territory:
    """Put a territory back to where it was when an archive of it was made: its tables and its files.

    All or nothing; what was written since is gone. Its entry in the register stays as it is today. Raises
    `BadArchive`, also for an archive of another territory.
    """
    schema = territory.schema_name
    folder, fresh = media_folder(schema), media_folder(f"{schema}.restoring")
    with ArchiveReader(path) as archive, public_context():
        if archive.manifest["territory"]["schema"] != schema:
            raise BadArchive(_("This is the archive of another territory."))
        shutil.rmtree(fresh, ignore_errors=True)
        try:
            archive.extract_media(fresh)
            with transaction.atomic():
                Territory.objects.select_for_update(no_key=True).get(pk=territory.pk)
                rebuild_schema(territory, fill=archive.fill)
                _settle(territory, now=now, by=by, renamed=True)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
    if (kept := folder / FOLDER).exists():
        (fresh / FOLDER).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(kept, fresh / FOLDER)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    discard_schema_cache(schema)
    return territory


def _settle(territory: Territory, *, now: datetime, by: By, renamed: bool) -> None:
    context = territory.context()
    with tenant_context(context):
        if renamed:
            rename_brand(name=territory.name)
        territory_imported.send(Territory, territory=territory)
    audit.record(act="territory.imported", actor=by.administrator, role=by.role, subject=territory, at=now)


def delete_territory(*, territory: Territory, now: datetime, by: By = PLATFORM) -> Territory:
    """The last step: tables, files and own domains are deleted; the name is kept, so that nobody takes its place.

    Who ran it is told. Idempotent. Only once the notice is over and an archive was made since it was given. Raises
    `NotYet`, `WrongState`.
    """
    with public_context(), transaction.atomic():
        current: Territory = Territory.objects.select_for_update(no_key=True).get(pk=territory.pk)
        if current.state == TerritoryState.GONE:
            return current
        if current.leaves_on is None or current.leaves_on > now.date():
            raise NotYet(_("The notice is not over."))
        if not current.archives.filter(ready_at__gte=current.state_since).exists():
            raise NotYet(_("No last export was made since the notice was given."))
        schema = current.schema_name
        with tenant_context(current.context()):
            addresses = list(operators().values_list("email", flat=True))
        gone = change_state(territory=current, action="delete", now=now, by=by)
        Archive.objects.filter(territory=gone).delete()
        TerritoryCommune.objects.filter(territory=gone).delete()
        release_domains(territory=gone, now=now)
        with connection.cursor() as cursor:
            statement = sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(schema))
            cursor.execute(statement.as_string(cursor.connection))
        for address in addresses:
            # From the network: the territory has no e-mails any more.
            send(
                template="territory_deleted",
                to=address,
                context={"territory_name": gone.name},
                key=str(gone.pk),
            )
        # The files last: as long as they are there, `leaving.sweep` comes again.
        transaction.on_commit(lambda: discard_schema_cache(schema))
        transaction.on_commit(lambda: discard_schema_media(schema))
    return gone
