"""From what a link asks for to a conversation that may be begun: with whom, about what.

Each thing that one may write about has an `Opener`; apps whose things messaging does not know register theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engagement.associations.models import Association
from engagement.messaging.models import Topic
from engagement.messaging.policies import (
    may_write_as_association,
    may_write_to_association,
    may_write_to_participant,
)
from engagement.missions.models import Mission
from engagement.participations.models import Participation
from kernel.accounts.models import User
from kernel.numbers import whole_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A conversation that may be begun: on one side `association` or `peer`, on the other `person` or `partner`."""

    association: Association | None = None
    peer: User | None = None
    person: User | None = None
    partner: Association | None = None
    kind: str = ""
    topic_id: int | None = None
    title: str = ""
    url: str = ""

    @property
    def sides(self) -> tuple[Association | User, Association | User]:
        """Raises ValueError when one is missing."""
        one, other = self.association or self.peer, self.partner or self.person
        if one is None or other is None:
            raise ValueError("a conversation has two sides")
        return one, other


type Opener = Callable[[User, str, Association | None], Opening | None]


def find_opening(*, user: User, kind: str, key: str, speaking_for: Association | None) -> Opening | None:
    """What `user` may begin about the thing of a kind and a key (slug or number); None when she may not, or it is none.

    `speaking_for` is the association in whose name she would like to write, None for herself.
    """
    opener = _openers.get(kind)
    return opener(user, key, speaking_for) if opener else None


def register(kind: str, opener: Opener) -> None:
    """Let people write about one more kind of thing. The opener decides who may: it returns None for everybody else."""
    if kind in _openers:
        raise ValueError(f"conversations about {kind} are begun elsewhere")
    _openers[kind] = opener


def kinds() -> frozenset[str]:
    """What the address of a first message may name."""
    return frozenset(_openers)


def to_association(
    user: User, association: Association, speaking_for: Association | None, **about: str | int
) -> Opening | None:
    """A citizen, or an association, to an association: for openers of things that belong to one."""
    if speaking_for is not None:
        allowed = may_write_as_association(user, speaking_for, association)
        return Opening(association=speaking_for, partner=association, **about) if allowed else None  # type: ignore[arg-type]
    allowed = may_write_to_association(user, association)
    return Opening(association=association, person=user, **about) if allowed else None  # type: ignore[arg-type]


def _association(user: User, key: str, speaking_for: Association | None) -> Opening | None:
    association = Association.objects.published().filter(slug=key).first()
    return to_association(user, association, speaking_for) if association else None


def _mission(user: User, key: str, speaking_for: Association | None) -> Opening | None:
    mission = Mission.objects.select_related("association").filter(slug=key).first()
    if mission is None or not mission.is_public:
        return None
    return to_association(
        user,
        mission.association,
        speaking_for,
        kind=Topic.MISSION,
        topic_id=mission.pk,
        title=mission.title,
        url=mission.get_absolute_url(),
    )


def _participation(user: User, key: str, speaking_for: Association | None) -> Opening | None:
    """Either the volunteer to the association, or one of its managers to the volunteer."""
    participation = (
        Participation.objects.select_related("mission__association", "user")
        .filter(pk=whole_number(key) or 0)
        .first()
    )
    if participation is None:
        return None
    mission = participation.mission
    allowed = (
        may_write_to_association(user, mission.association)
        if participation.user_id == user.pk
        else may_write_to_participant(user, participation)
    )
    if not allowed:
        return None
    return Opening(
        association=mission.association,
        person=participation.user,
        kind=Topic.PARTICIPATION,
        topic_id=participation.pk,
        title=mission.title,
        url=mission.get_absolute_url() if mission.is_public else "",
    )


_openers: dict[str, Opener] = {
    "association": _association,
    Topic.MISSION.value: _mission,
    Topic.PARTICIPATION.value: _participation,
}
