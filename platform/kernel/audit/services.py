"""Writes the journal of consequential acts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from kernel.accounts.models import User
from kernel.audit import acts
from kernel.audit.models import Entry

_ADDRESS = re.compile(r"[^\s@<>(),;]+@[^\s@<>(),;]+")


def record(
    *,
    act: str,
    actor: User | None,
    subject: models.Model | None = None,
    subject_label: str | None = None,
    role: str = "",
    reason: str = "",
    details: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> Entry:
    """Append an act to the current schema's journal, in the caller's transaction.

    `act` is a declared code. `actor` is None for what the platform does by itself. `role` is what the actor acted as
    (default: her groups, or “administrator”). `subject` is a saved row; its label is `subject_label`, else its
    `masked_name` or its `str()`, e-mail addresses left out. `details` holds codes, numbers and dates, never a person's
    words. Raises `UnknownAct`.
    """
    acts.check(act)
    if subject_label is None:
        subject_label = str(getattr(subject, "masked_name", None) or subject or "")
    return Entry.objects.create(
        act=act,
        at=at or timezone.now(),
        actor=actor,
        actor_label=actor.masked_name[:120] if actor else "",
        actor_role=(role or _role_of(actor))[:120],
        subject_kind=subject._meta.label_lower if subject else "",
        subject_id=str(subject.pk) if subject else "",
        subject_label=_ADDRESS.sub("…", subject_label)[:200],
        reason=_ADDRESS.sub("…", reason),
        details=dict(details or {}),
    )


@transaction.atomic
def forget_person(*, user: User) -> int:
    """Empty what names a person in the journal: as actor, as subject, and where her name or address was written.

    That something was done, when, and to what number, stays. Returns how many entries were changed.
    """
    emptied = {"subject_label": "", "reason": "", "details": {}}
    acted = Entry.objects.filter(actor=user).update(actor=None, actor_label="")
    about = Q(subject_kind=User._meta.label_lower, subject_id=str(user.pk))
    for words in (user.email, user.get_full_name(), user.masked_name):
        if " " not in words and "@" not in words:
            continue  # a first name alone is other people's too
        for field in ("subject_label", "reason", "told"):
            about |= Q(**{f"{field}__icontains": words})
    return acted + Entry.objects.alias(told=Cast("details", TextField())).filter(about).update(**emptied)


def _role_of(actor: User | None) -> str:
    if actor is None:
        return ""
    return "administrator" if actor.is_superuser else ", ".join(actor.groups.values_list("name", flat=True))
