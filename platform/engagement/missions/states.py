"""The life of a mission. Being full is not a state: it follows from places, which come free again.

Under a policy of reading before, `submit` leads to the team, whose word is `publish` or `send_back`. `expire` is the
clock's; `suspend` and `reinstate` are the team's; all else is the association's.
"""

from engagement.missions.enums import MissionState as S
from kernel.lifecycle import Lifecycle, transition

MISSION = Lifecycle(
    "mission",
    # A published one goes back to the team when its words change and the team reads before.
    transition("submit", [S.DRAFT, S.PUBLISHED, S.CLOSED, S.EXPIRED], S.SUBMITTED),
    transition("publish", [S.DRAFT, S.SUBMITTED], S.PUBLISHED),
    transition("send_back", [S.SUBMITTED], S.DRAFT),
    transition("close", [S.PUBLISHED], S.CLOSED),
    transition("reopen", [S.CLOSED, S.EXPIRED], S.PUBLISHED),
    transition("cancel", [S.SUBMITTED, S.PUBLISHED, S.CLOSED, S.SUSPENDED], S.CANCELLED),
    transition("expire", [S.PUBLISHED], S.EXPIRED),
    transition("suspend", [S.PUBLISHED, S.CLOSED], S.SUSPENDED),
    transition("reinstate", [S.SUSPENDED], S.PUBLISHED),
)
