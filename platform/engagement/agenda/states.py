"""The life of an event. Being full or past is not a state: it follows from registrations and dates."""

from engagement.agenda.models import EventState as S
from kernel.lifecycle import Lifecycle, transition

EVENT = Lifecycle(
    "event",
    # A published one goes back to the team when its words change and the team reads before.
    transition("submit", [S.DRAFT, S.PUBLISHED], S.SUBMITTED),
    transition("publish", [S.DRAFT], S.PUBLISHED),
    transition("approve", [S.SUBMITTED], S.PUBLISHED),
    transition("send_back", [S.SUBMITTED], S.DRAFT),
    transition("suspend", [S.PUBLISHED], S.SUSPENDED),
    transition("reinstate", [S.SUSPENDED], S.PUBLISHED),
    transition("cancel", [S.SUBMITTED, S.PUBLISHED], S.CANCELLED),
)
