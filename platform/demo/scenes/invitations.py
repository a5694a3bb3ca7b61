"""Invitations: the manager's, unanswered, accepted and declined; the citizen's own, and an association she silenced; to
and from the territory that opened before.

Rows are written as the services write them, without their e-mails.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import UUID

from demo.instances import INSTANCES, DemoInstance
from demo.scenes import Stage
from demo.scenes.messaging import converse
from engagement.associations.models import Association
from engagement.invitations.models import Answer, FarAnswer, FromAway, MissionInvitation, Refrain, SentAway
from engagement.invitations.selectors import month_of
from engagement.messaging.models import Side
from engagement.missions.models import Mission, Slot
from engagement.participations.models import Participation, ParticipationState
from engagement.participations.places import free_places
from engagement.volunteers.models import Volunteer
from kernel.accounts.models import User
from kernel.tenancy import tenant_context, territory_called

_WORDS = (
    "Bonjour, vous dites aimer ce que nous faisons, et vous êtes à deux pas. Viendriez-vous nous prêter main-forte ?",
    "Bonjour ! Il nous manque juste une personne comme vous, deux heures pour commencer. Qu’en dites-vous ?",
    "Bonjour, votre profil nous a donné envie de vous écrire : l’équipe est petite et joyeuse, on vous attend.",
)
_ANSWERS = {
    Answer.NONE: "",
    Answer.ACCEPTED: "Avec grand plaisir, je cherchais justement comment me rendre utile !",
    Answer.DECLINED: "Merci d’avoir pensé à moi. Je garde mes petits-enfants en ce moment : l’an prochain, peut-être.",
}


def play(stage: Stage) -> None:
    """In every territory, seen from the documented manager and citizen."""
    current = Mission.objects.current(stage.now).select_related("association").order_by("pk")
    ours = current.filter(association__in=Association.objects.managed_by(stage.manager))
    elsewhere = current.exclude(pk__in=ours).exclude(participations__user=stage.citizen).first()
    for mission, slot in filter(None, map(partial(_free, stage), ours)):
        taken = mission.participations.values("user")
        people = (
            Volunteer.objects.filter(findable=True)
            .exclude(user__in=taken)
            .exclude(user__in=mission.association.memberships.values("user"))
            .exclude(user=stage.citizen)
            .select_related("user")
            .order_by("-pk")
        )
        for number, (answer, volunteer) in enumerate(zip(Answer, people[: len(Answer)], strict=False)):
            _invite(stage, mission, volunteer.user, answer, hours=20 + 26 * number, slot=slot)
        break
    if elsewhere is not None:
        _invite(stage, elsewhere, stage.citizen, Answer.NONE, hours=9)
        silenced = (
            Association.objects.published().exclude(pk=elsewhere.association_id).order_by("-pk").first()
        )
        if silenced is not None:
            since = stage.now - timedelta(days=40)
            Refrain.objects.create(user=stage.citizen, association=silenced, since=since)
    _beyond(stage)


def _beyond(stage: Stage) -> None:
    """The manager has asked people of the territory that opened before, its citizen among them; the first one's, people
    of the last.
    """
    number = INSTANCES.index(stage.instance)
    if number:
        _ask_away(INSTANCES[number], INSTANCES[number - 1], stage)
    if number == len(INSTANCES) - 1:
        _ask_away(INSTANCES[0], stage.instance, stage)


def _ask_away(from_: DemoInstance, to: DemoInstance, stage: Stage) -> None:
    host, home = territory_called(from_.slug), territory_called(to.slug)
    if host is None or home is None:
        return
    sent_at = stage.now - timedelta(hours=30)
    with tenant_context(host):
        manager = User.objects.get(email=_account(from_, "manager"))
        mission = (
            Mission.objects.current(stage.now)
            .filter(association__in=Association.objects.managed_by(manager), reach="network")
            .select_related("association")
            .order_by("pk")
            .first()
        )
        if mission is None:
            return
        codes = [UUID(int=stage.draw.getrandbits(128)) for _ in FarAnswer]
        SentAway.objects.bulk_create(
            SentAway(
                code=code,
                mission=mission,
                invited_by=manager,
                home=home.slug,
                home_name=home.name,
                trace=f"{stage.draw.getrandbits(128):032x}",
                words=_WORDS[1],
                sent_at=sent_at,
                answer=answer,
            )
            for code, answer in zip(codes, FarAnswer, strict=True)
        )
    with tenant_context(home):
        FromAway.objects.create(
            user=User.objects.get(email=_account(to, "citizen")),
            code=codes[0],
            host=host.slug,
            host_name=host.name,
            mission_key=mission.pk,
            mission_title=mission.title,
            association_key=mission.association_id,
            association_name=mission.association.name,
            words=_WORDS[1],
            sent_at=sent_at,
            month=month_of(sent_at),
            number=2,
        )


def _account(instance: DemoInstance, role: str) -> str:
    return next(account.email for account in instance.accounts if account.role == role)


def _free(stage: Stage, mission: Mission) -> tuple[Mission, Slot | None] | None:
    """The mission with its first date where a place is left, None for one without dates; or nothing."""
    slots: list[Slot | None] = [*mission.slots.to_come(stage.now)]
    return next(((mission, slot) for slot in slots or [None] if free_places(mission, slot) != 0), None)


def _invite(
    stage: Stage, mission: Mission, person: User, answer: Answer, *, hours: int, slot: Slot | None = None
) -> None:
    said = [(Side.ASSOCIATION, stage.draw.choice(_WORDS))]
    if reply := _ANSWERS[answer]:
        said.append((Side.OTHER, reply))
    conversation = converse(
        stage,
        mission.association,
        person,
        f"Invitation : {mission.title}",
        said,
        hours=hours,
        about=mission,
        read=answer != Answer.NONE,
    )
    answered_at = conversation.last_message_at if reply else None
    sent_at = conversation.started_at
    MissionInvitation.objects.create(
        mission=mission,
        user=person,
        invited_by=conversation.started_by,
        conversation=conversation,
        sent_at=sent_at,
        month=month_of(sent_at),
        number=1,
        answer=answer,
        answered_at=answered_at,
    )
    if answer == Answer.ACCEPTED and answered_at is not None:
        Participation.objects.create(
            mission=mission,
            slot=slot,
            user=person,
            state=ParticipationState.ACCEPTED,
            requested_at=answered_at,
            answered_at=answered_at,
            answered_by=conversation.started_by,
        )
