"""A year behind the territory: dates that took place, who came, hours; a report; what the observatory is told."""

from __future__ import annotations

from copy import copy
from datetime import datetime, timedelta

from django.db.models import F, Value
from django.utils import timezone

from demo.scenes import Stage
from engagement.associations.models import Association
from engagement.figures.models import Report
from engagement.figures.snapshots import take_snapshot
from engagement.missions.enums import MissionState
from engagement.missions.models import Mission, Slot
from engagement.participations.models import Participation, ParticipationState
from engagement.recognition.models import Hours, HoursState
from kernel.accounts.models import User

#: Missions that took place every month, at most, half as many the year before; and months.
_MISSIONS, _MONTHS = 10, 24
_HOURS = 3
_FOREWORD = (
    "Derrière chaque chiffre de ce bilan, il y a une poignée de main, une porte ouverte, une matinée donnée. Nous "
    "voulions une plateforme qui rapproche ; vous en avez fait une habitude.\n\nMerci aux associations qui disent "
    "clairement leurs besoins, et à toutes les personnes qui y répondent, une fois ou chaque semaine."
)
_HIGHLIGHTS = (
    "Les accueils du samedi ont trouvé leur équipe, et la plupart des demandes reçoivent une réponse en quelques jours."
    "\n\nLes communes les plus éloignées du centre restent celles où il manque le plus de monde : c’est là que nous "
    "irons d’abord."
)
_OUTLOOK = (
    "Trois priorités pour la suite : tenir une permanence dans chaque commune, accompagner les associations qui "
    "publient leur première mission, et répondre à chaque demande en moins d’une semaine."
)


def play(stage: Stage) -> None:
    _spread_beginnings(stage.now)
    _live_a_year(stage)
    year = timezone.localdate(stage.now).year
    Report.objects.create(
        title=f"Bilan d’activité {year}",
        first_day=f"{year}-01-01",
        last_day=f"{year}-12-31",
        foreword=_FOREWORD,
        highlights=_HIGHLIGHTS,
        outlook=_OUTLOOK,
        signed_by=f"{stage.editor.first_name} {stage.editor.last_name}, pour l’équipe de {stage.instance.name}",
    )
    take_snapshot(now=stage.now)


def _spread_beginnings(now: datetime) -> None:
    """Associations and volunteers did not all arrive on the day of the demonstration."""
    day = Value(timedelta(days=1))
    Association.objects.update(created_at=Value(now) - day * (F("pk") * 37 % 640))
    User.objects.filter(volunteer__isnull=False).update(date_joined=Value(now) - day * (F("pk") * 53 % 580))


def _live_a_year(stage: Stage) -> None:
    """Missions of the months before, published some weeks ahead and closed since, with who came."""
    models = list(Mission.objects.filter(slots__isnull=False, state="published").distinct().order_by("pk"))
    models = models[: min(_MISSIONS, max(1, len(models) // 3))]
    people = list(User.objects.filter(volunteer__isnull=False).order_by("pk")[:150])
    if not models or len(people) < 10:
        return
    draw, noon = stage.draw, stage.now.replace(hour=9, minute=0, second=0, microsecond=0)
    slots = [
        Slot(
            mission=_closed(model, start),
            starts_at=start,
            ends_at=start + timedelta(hours=_HOURS),
            capacity=draw.randrange(3, 8),
        )
        for month in range(1, _MONTHS)
        for model in models[: None if month < 13 else len(models) // 2]
        for start in [noon - timedelta(days=30 * month + draw.randrange(-12, 12))]
    ]
    Mission.objects.bulk_create(slot.mission for slot in slots)
    Slot.objects.bulk_create(slots)
    came = Participation.objects.bulk_create(
        Participation(
            mission=slot.mission,
            slot=slot,
            user=user,
            state=ParticipationState.ATTENDED if present else ParticipationState.ABSENT,
            hours=_HOURS if present else None,
            requested_at=slot.starts_at - timedelta(days=12),
            answered_at=slot.starts_at - timedelta(days=12) + timedelta(hours=draw.randrange(3, 120)),
            answered_by=stage.manager,
            attendance_at=slot.starts_at + timedelta(days=1),
        )
        for slot in slots
        for user in draw.sample(people, draw.randrange(1, slot.capacity + 1))
        for present in [draw.random() < 0.92]
    )
    Hours.objects.bulk_create(
        Hours(
            user=one.user,
            association_id=one.mission.association_id,
            mission=one.mission,
            participation=one,
            day=timezone.localdate(one.slot.starts_at),  # type: ignore[union-attr]
            minutes=60 * _HOURS,
            state=HoursState.CONFIRMED,
            recorded_at=one.attendance_at or stage.now,
            changed_at=one.attendance_at or stage.now,
        )
        for one in came
        if one.state == ParticipationState.ATTENDED
    )


def _closed(model: Mission, start: datetime) -> Mission:
    """The same mission as `model`, of an earlier month; unsaved."""
    mission = copy(model)
    mission.pk, mission._state.adding = None, True
    mission.slug = f"{model.slug[:140]}-{start:%Y-%m-%d}"
    mission.state = MissionState.CLOSED
    mission.published_at = start - timedelta(days=21)
    mission.starts_at = mission.ends_at = None
    return mission
