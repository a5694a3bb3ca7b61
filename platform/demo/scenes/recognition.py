"""Hours in each state, certificates, thanks, and the two countries' counters; consents of those who may be found."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from demo.scenes import Stage
from engagement.associations.models import Association
from engagement.missions.models import Mission
from engagement.participations.models import Participation, ParticipationState
from engagement.privacy.models import Consent
from engagement.privacy.registry import purpose_of
from engagement.recognition.certificates import issue_certificate, revoke_certificate
from engagement.recognition.models import Expense, Hours, HoursState, Thanks
from engagement.recognition.schemes import EXPENSE_CEILINGS, in_force
from engagement.volunteers.models import Volunteer
from engagement.volunteers.services import FINDABLE
from kernel.accounts.models import User

_NOTES = (
    "Accueil et inscriptions",
    "Comptes du trimestre",
    "Tri et rangement du local",
    "Préparation de la fête de quartier",
    "Tournée de collecte",
    "Atelier du mercredi",
    "Réunion de l’équipe",
    "Permanence du samedi",
    "Aide aux devoirs",
    "Montage et démontage des stands",
    "Rédaction de la lettre aux adhérents",
    "Accompagnement d’un nouveau bénévole",
)
_THANKS = (
    "Votre patience avec les plus jeunes a changé l’ambiance de nos mercredis. Merci du fond du cœur !",
    "Sans vos comptes bien tenus, la subvention nous échappait. Toute l’équipe vous dit merci.",
)


def play(stage: Stage) -> None:
    """The citizen's year, close to a threshold or a ceiling; what waits for the manager."""
    associations = list(Association.objects.managed_by(stage.manager).order_by("pk")[:2])
    _give_hours(stage, associations)
    _ask_manager(stage, associations)
    Thanks.objects.bulk_create(
        Thanks(
            user=stage.citizen,
            association=association,
            author=stage.manager,
            text=text,
            sent_at=stage.now - timedelta(days=20 * number + 3),
        )
        for number, (association, text) in enumerate(zip(associations, _THANKS, strict=False))
    )
    _certify(stage, associations[0])
    if stage.instance.country == "BE":
        _note_expenses(stage, associations[0])
    version = purpose_of(FINDABLE).version
    Consent.objects.bulk_create(
        Consent(
            user_id=pk,
            purpose=FINDABLE,
            version=version,
            given_at=stage.now - timedelta(days=stage.draw.randrange(5, 300)),
        )
        for pk in Volunteer.objects.filter(findable=True).values_list("user_id", flat=True)
    )


def _give_hours(stage: Stage, associations: list[Association]) -> None:
    """170 hours this year, 112 of them in one association: near the French threshold."""
    today = timezone.localdate(stage.now)
    first = date(today.year, 1, 1)
    span = max((today - first).days, 1)
    shares = ((associations[0], 16, 420), (associations[-1], 10, 348))
    Hours.objects.bulk_create(
        _hours(
            stage,
            stage.citizen,
            association,
            first + timedelta(days=stage.draw.randrange(span)),
            minutes,
            note=_NOTES[number % len(_NOTES)],
        )
        for association, times, minutes in shares
        for number in range(times)
    )
    told: tuple[tuple[str, dict[str, object]], ...] = (
        (HoursState.DECLARED, {"note": "Réparation des vélos"}),
        (HoursState.DISPUTED, {"dispute": "Je suis restée jusqu’au rangement, vers 18 h."}),
        (HoursState.CORRECTED, {"answer": "Nous avions oublié l’installation : voilà qui est réparé."}),
        (HoursState.REFUSED, {"answer": "Cette sortie était un moment convivial, pas une mission."}),
        (HoursState.SETTLED, {"answer": "Nous nous sommes mis d’accord de vive voix."}),
    )
    missions = list(Mission.objects.filter(association=associations[0]).order_by("pk")[: len(told)])
    Hours.objects.bulk_create(
        _hours(
            stage,
            stage.citizen,
            associations[0],
            today - timedelta(days=2 * number + 1),
            0 if state == HoursState.REFUSED else 120 + 30 * number,
            state=state,
            mission=missions[number % len(missions)] if missions else None,
            declared_minutes=180,
            **words,
        )
        for number, (state, words) in enumerate(told)
    )


def _ask_manager(stage: Stage, associations: list[Association]) -> None:
    """Hours of other volunteers, some of which wait for the manager's answer."""
    taken = Participation.objects.filter(
        mission__association__in=associations,
        state__in=[ParticipationState.ACCEPTED, ParticipationState.ATTENDED],
    ).select_related("mission", "user")
    states = (HoursState.DECLARED, HoursState.CONFIRMED, HoursState.DISPUTED, HoursState.SETTLED)
    Hours.objects.bulk_create(
        _hours(
            stage,
            one.user,
            one.mission.association,
            timezone.localdate(stage.now) - timedelta(days=number + 1),
            90 + 30 * (number % 5),
            state=states[number % len(states)],
            mission=one.mission,
            dispute="Nous avons commencé une demi-heure plus tôt." if number % 4 == 2 else "",
        )
        for number, one in enumerate(taken.exclude(user=stage.citizen).order_by("pk")[:8])
    )


def _certify(stage: Stage, association: Association) -> None:
    today = timezone.localdate(stage.now)
    first = date(today.year, 1, 1)
    issue_certificate(
        user=stage.citizen,
        kind="association",
        association=association,
        first_day=first,
        last_day=today,
        now=stage.now,
    )
    for by, role, reason in (
        (stage.citizen, "volunteer", "Une autre période était demandée"),
        (stage.manager, "association", "Des heures y étaient comptées deux fois"),
    ):
        revoked = issue_certificate(
            user=stage.citizen,
            kind="period",
            first_day=first,
            last_day=today,
            now=stage.now - timedelta(days=2),
        )
        revoke_certificate(certificate=revoked, by=by, role=role, reason=reason, now=stage.now)


def _note_expenses(stage: Stage, association: Association) -> None:
    """Nine tenths of the year's ceiling, and one day above the day's."""
    today = timezone.localdate(stage.now)
    _year, ceilings = in_force(EXPENSE_CEILINGS, today.year)
    days = (today - date(today.year, 1, 1)).days
    number = min(int(ceilings.yearly * Decimal("0.9") / 40), days)
    Expense.objects.bulk_create(
        Expense(
            user=stage.citizen,
            association=association,
            day=today - timedelta(days=day * days // number),
            amount=ceilings.daily + 6 if day == 1 else Decimal(40),
        )
        for day in range(number)
    )


def _hours(
    stage: Stage,
    user: User,
    association: Association,
    day: date,
    minutes: int,
    *,
    state: str = HoursState.CONFIRMED,
    **more: object,
) -> Hours:
    return Hours(
        user=user,
        association=association,
        day=day,
        minutes=minutes,
        state=state,
        recorded_at=stage.now,
        changed_at=stage.now,
        **more,
    )
