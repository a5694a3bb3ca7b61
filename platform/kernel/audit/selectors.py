"""Reads the journal of consequential acts."""

from __future__ import annotations

from django.db import models
from django.db.models import QuerySet

from kernel.accounts.models import User
from kernel.audit.models import Entry


def history_of(*, subject: models.Model) -> QuerySet[Entry]:
    """What was done to one thing, the latest first."""
    return Entry.objects.filter(subject_kind=subject._meta.label_lower, subject_id=str(subject.pk))


def acts_of(*, user: User) -> QuerySet[Entry]:
    """What one person did, the latest first."""
    return Entry.objects.filter(actor=user)
