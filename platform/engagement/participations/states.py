"""The life of a participation: who moves it is said beside each row."""

from engagement.participations.models import ParticipationState as S
from kernel.lifecycle import Lifecycle, transition

_OPEN = [S.REQUESTED, S.WAITING, S.OFFERED, S.ACCEPTED]

PARTICIPATION = Lifecycle(
    "participation",
    # The association. One that has to let people down declines what it had accepted, and says why.
    transition("accept", [S.REQUESTED], S.ACCEPTED),
    transition("decline", _OPEN, S.DECLINED),
    transition("wait", [S.REQUESTED], S.WAITING),
    transition("attend", [S.ACCEPTED, S.ATTENDED, S.ABSENT], S.ATTENDED),
    transition("miss", [S.ACCEPTED, S.ATTENDED, S.ABSENT], S.ABSENT),
    # The volunteer.
    transition("take", [S.OFFERED], S.ACCEPTED),
    transition("withdraw", _OPEN, S.WITHDRAWN),
    # The clock: a place that came free, an offer nobody took, a date that passed without an answer.
    transition("offer", [S.WAITING], S.OFFERED),
    transition("lapse", [S.REQUESTED, S.WAITING, S.OFFERED], S.LAPSED),
    # The mission.
    transition("cancel", _OPEN, S.CANCELLED),
)
