"""An archive that waits to be downloaded, whose file says whose it is."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from kernel.tenancy import TerritoryContext
from tenants.archives.models import Archive
from tests.isolation.marks import Marks


def fill_archive(territory: TerritoryContext, marks: Marks) -> Archive:
    now = timezone.now()
    said = marks.said("Une archive").encode()
    archive = Archive.objects.create(
        territory_id=territory.id,
        requested_at=now,
        ready_at=now,
        expires_at=now + timedelta(days=7),
        size=len(said),
        rows=1,
    )
    default_storage.save(archive.path, ContentFile(said))
    return archive
