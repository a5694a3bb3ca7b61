"""Consents, and exports that wait to be downloaded."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from engagement.privacy.models import Export
from engagement.privacy.services import note_consent
from kernel.accounts.models import User
from tests.isolation.marks import Marks


def fill_privacy(marks: Marks, word: str, *, citizen: User, neighbour: User) -> dict[str, Export]:
    """An export each, with the owner's mark in its file, and a consent of the citizen's."""
    now = timezone.now()
    note_consent(user=citizen, purpose="findable", given=True, now=now)
    made = {}
    for name, user in (("citizen", citizen), ("neighbour", neighbour)):
        export = Export(
            user=user,
            code=f"code-{name}-{word}",
            requested_at=now,
            ready_at=now,
            expires_at=now + timedelta(days=1),
        )
        export.file.save(f"{name}.zip", ContentFile(marks.private("archive").encode()))
        made[name] = export
    return made
