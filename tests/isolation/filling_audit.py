"""An entry of the journal of consequential acts."""

from __future__ import annotations

from engagement.associations.models import Association
from kernel.accounts.models import User
from kernel.audit.models import Entry
from tests.isolation.marks import Marks


def fill_journal(marks: Marks, *, editor: User, subject: Association) -> Entry:
    """What the team did to an association, for those who steer the territory to read."""
    return Entry.objects.create(
        act="association.suspended",
        actor=editor,
        actor_label=editor.masked_name,
        actor_role="Pilotage",
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_label=subject.name,
        reason=marks.secret("Plus de local"),
        details={"seen": marks.secret("oui")},
    )
