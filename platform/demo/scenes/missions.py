"""Missions at every moment of their life, of the association that the documented manager acts for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from demo.scenes import Stage
from engagement.associations.models import Association
from engagement.missions import services
from engagement.missions.dates import SlotContent, WeeklyRule
from engagement.missions.enums import MissionState, Reach, Step
from engagement.missions.models import Mission
from engagement.missions.patterns import keep_as_pattern, pattern_named, start_from_pattern
from engagement.missions.services import MissionContent, When
from engagement.participations.models import Participation, ParticipationState
from kernel.accounts.models import User

#: Titles, needs and causes, by what the scene makes of each.
_TEXTS = {
    "begun": (
        "Peindre les bancs de la place",
        "Les bancs s’écaillent, et c’est là que tout le monde se retrouve au printemps.",
        "heritage",
    ),
    "half": (
        "Raconter des histoires à la crèche",
        "Les tout-petits écoutent bouche bée quand une nouvelle voix leur lit un album.",
        "youth-education",
    ),
    "submitted": (
        "Recenser les haies du village",
        "Avant d’en planter de nouvelles, il faut savoir lesquelles tiennent encore debout.",
        "environment",
    ),
    "sent_back": (
        "Aider à déménager une famille",
        "Une famille change de logement à la fin du mois, et n’a ni camionnette ni bras.",
        "housing",
    ),
    "weekly": (
        "Ouvrir l’atelier vélo",
        "Chaque semaine, on vient réparer une chambre à air ou régler des freins, et l’on repart en roulant.",
        "circular-economy",
    ),
    "full": (
        "Tenir le stand de la brocante",
        "La brocante finance nos sorties de l’année. Il faut du monde au stand du matin au soir.",
        "social-ties",
    ),
    "closed": (
        "Traduire notre dépliant en néerlandais",
        "De nouveaux voisins s’installent, et notre dépliant ne leur dit rien encore.",
        "migrants",
    ),
    "cancelled": (
        "Nettoyer les berges en canoë",
        "Après l’hiver, branches et plastiques s’accrochent aux saules, hors d’atteinte depuis la rive.",
        "environment",
    ),
    "expired": (
        "Servir la soupe de la Saint-Martin",
        "Deux cents bols à remplir avant le cortège des lanternes : à six, cela va tout seul.",
        "social-ties",
    ),
    "suspended": (
        "Distribuer un tract dans les boîtes aux lettres",
        "Faire connaître nos activités, porte après porte, dans les hameaux les plus éloignés.",
        "citizenship",
    ),
}


def play(stage: Stage) -> None:
    """One mission in each state, a weekly one with days off and a cancelled date, a model of theirs, and a copy."""
    association = (
        Association.objects.managed_by(stage.manager).select_related("commune").order_by("pk").first()
    )
    if association is None:
        return
    now = stage.now
    _draft(association, "begun", steps=[Step.NEED])
    _draft(association, "half", steps=[Step.NEED, Step.TASKS, Step.GIVEN_BACK])
    start_from_pattern(association=association, content=pattern_named("aider-sur-ordinateur") or {})

    submitted = _draft(association, "submitted", availability=["sat-morning"])
    Mission.objects.filter(pk=submitted.pk).update(
        state=MissionState.SUBMITTED, submitted_at=now - timedelta(days=1)
    )
    sent_back = _draft(association, "sent_back", availability=["sat-afternoon"])
    Mission.objects.filter(pk=sent_back.pk).update(
        reason="Dites combien de marches il y a, et si les meubles lourds ont déjà été enlevés : on saura à quoi "
        "s’attendre."
    )

    weekly = _scheduled(association, "weekly", When(rule=_rule(now)), now)
    keep_as_pattern(mission=weekly, name="L’atelier du mercredi")
    weekly.slots.filter(pk=weekly.slots.order_by("starts_at")[1].pk).update(cancelled_at=now)
    full = _scheduled(association, "full", When(slots=_days(now, first=16, number=2)), now)
    _fill(full, stage)
    services.close_mission(mission=_published(association, "closed", now), now=now)
    cancelled = _published(association, "cancelled", now)
    _ask(cancelled, stage.citizen, ParticipationState.ACCEPTED, now)
    services.cancel_mission(
        mission=cancelled,
        reason="La rivière est en crue : la commune interdit la navigation jusqu’à nouvel ordre.",
        by=stage.manager,
        now=now,
    )
    _published(
        association, "expired", now, starts_at=now - timedelta(days=12), ends_at=now - timedelta(days=11)
    )
    suspended = _published(association, "suspended", now)
    Mission.objects.filter(pk=suspended.pk).update(
        state=MissionState.SUSPENDED, reason="Ce tract appelle à voter : nous en parlons avec vous."
    )
    services.expire_missions(now=now)
    services.copy_mission(mission=weekly)


def _draft(association: Association, key: str, *, steps: list[Step] | None = None, **more: Any) -> Mission:
    title, need, cause = _TEXTS[key]
    return services.draft_mission(
        association=association,
        content=MissionContent(
            title=title,
            need=need,
            tasks=["Préparer le matériel", "Accueillir celles et ceux qui viennent", "Ranger ensemble"],
            welcome="Quelqu’un de l’équipe vous attend sur place et vous montre tout, la première fois.",
            causes=[cause],
            publics=list(association.publics),
            commune_id=association.commune_id,
            latitude=association.latitude,
            longitude=association.longitude,
            street=association.street,
            insurance="Notre assurance couvre les bénévoles.",
            reach=Reach.TERRITORY,
            **more,
        ),
        steps=Step.values if steps is None else steps,
    )


def _published(association: Association, key: str, now: datetime, **more: Any) -> Mission:
    """Published some days ago, whatever has become of it since."""
    mission = _draft(association, key, **more)
    mission.state, mission.published_at = MissionState.PUBLISHED, now - timedelta(days=20)
    mission.save(update_fields=["state", "published_at"])
    return mission


def _scheduled(association: Association, key: str, when: When, now: datetime) -> Mission:
    mission = services.schedule_mission(mission=_draft(association, key), when=when, by=None, now=now)
    return services.publish_mission(mission=mission, now=now)


def _rule(now: datetime) -> WeeklyRule:
    today = timezone.localdate(now)
    skipped = [day for n in range(28, 42) if (day := today + timedelta(days=n)).isoweekday() == 3]
    return WeeklyRule(
        weekdays=["wed"],
        starts=datetime(2000, 1, 1, 14).time(),
        ends=datetime(2000, 1, 1, 17, 30).time(),
        first_day=today,
        capacity=3,
        skipped=skipped,
    )


def _days(now: datetime, *, first: int, number: int) -> list[SlotContent]:
    """Mornings of four hours, one day after the other."""
    morning = timezone.localtime(now).replace(hour=9, minute=0, second=0, microsecond=0)
    starts = [morning + timedelta(days=first + n) for n in range(number)]
    return [SlotContent(starts_at=start, ends_at=start + timedelta(hours=4), capacity=2) for start in starts]


def _fill(mission: Mission, stage: Stage) -> None:
    """Give every place of every date."""
    helpers = iter(
        User.objects.filter(volunteer__isnull=False).exclude(pk=stage.citizen.pk).order_by("pk")[:4]
    )
    for slot in mission.slots.all():
        for _ in range(slot.capacity):
            if helper := next(helpers, None):
                _ask(mission, helper, ParticipationState.ACCEPTED, stage.now, slot_id=slot.pk)


def _ask(mission: Mission, user: User, state: ParticipationState, now: datetime, **more: Any) -> None:
    Participation.objects.create(
        mission=mission, user=user, state=state, requested_at=now - timedelta(days=6), **more
    )
