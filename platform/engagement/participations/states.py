"""The life of a participation. `accept` and `decline` are the association's, `withdraw` the volunteer's."""

from engagement.lifecycle import Lifecycle, transition
from engagement.participations.models import ParticipationState as S

PARTICIPATION = Lifecycle(
    "participation",
    transition("accept", [S.REQUESTED], S.ACCEPTED),
    # An association that has to cancel declines what it had accepted, and says why.
    transition("decline", [S.REQUESTED, S.ACCEPTED], S.DECLINED),
    transition("withdraw", [S.REQUESTED, S.ACCEPTED], S.WITHDRAWN),
)
