"""Who may do what with an event. Plain questions, denied by default."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from engagement.agenda.models import Event
from engagement.associations.policies import is_manager
from kernel.accounts.models import User


def may_manage_event(user: User | AnonymousUser, event: Event) -> bool:
    """Write, publish, cancel, see who comes: its association's managers; the territory's own events, its editors."""
    if event.association is None:
        return user.has_perm("agenda.change_event")
    return is_manager(user, event.association)
