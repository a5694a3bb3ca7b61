"""Changes the rules of the territory."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from engagement.rules.models import Rules
from engagement.rules.selectors import current_rules
from kernel.accounts.models import User
from kernel.audit.services import record
from matching.catalogue.services import apply_outbox


@transaction.atomic
def change_rules(*, values: Mapping[str, Any], by: User, now: datetime) -> Rules:
    """Set rules by their field's name; the journal keeps what each was and is. Nothing is written when none changes.

    Where missions are shown follows at once, those of a large territory within seconds.
    Raises ValidationError when they contradict each other.
    """
    Rules.objects.select_for_update().first()
    rules = current_rules()
    changed = {
        name: [getattr(rules, name), value] for name, value in values.items() if getattr(rules, name) != value
    }
    if not changed:
        return rules
    for name, (_old, new) in changed.items():
        setattr(rules, name, new)
    rules.full_clean(validate_unique=False)
    rules.save()
    apply_outbox()
    record(act="rules.changed", actor=by, subject=rules, details=changed, at=now)
    return rules
