"""Reads what archives there are."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from tenants.archives.models import Archive
from tenants.registry.models import Territory


def archives_of(*, territory: Territory, now: datetime) -> QuerySet[Archive]:
    """Those of a territory that are being made, failed, or can still be downloaded; the latest first."""
    return Archive.objects.filter(Q(expires_at=None) | Q(expires_at__gt=now), territory=territory)


def downloadable(*, territory: Territory, code: str, now: datetime) -> Archive | None:
    """The archive of this link, if it is this territory's and its time is not over."""
    return Archive.objects.filter(territory=territory, code=code, expires_at__gt=now).first()
