"""Taking part in every state: a mission whose dates are past, full with a waiting list, and open."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from demo.scenes import Stage
from engagement.associations.models import Association
from engagement.missions.models import Mission, Slot
from engagement.participations.models import Participation, QuestionKind
from engagement.participations.questions import QuestionContent, set_questions
from engagement.slugs import free_slug
from kernel.accounts.models import User
from matching.catalogue.services import apply_outbox

_NEEDS = {
    "Préparer les colis solidaires": "Soixante familles viennent chaque mois : il faut trier, peser et garnir les "
    "paniers avant l’ouverture.",
    "Tenir la buvette de la fête du quartier": "La buvette paie la fête : il nous manque quelques paires de bras, et "
    "surtout de la bonne humeur.",
    "Accueillir les familles à la bourse aux jouets": "Des centaines de jouets changent de mains en un après-midi, et "
    "chaque famille a besoin d’un mot d’accueil.",
    "Installer la salle du repas partagé": "Quatre-vingts couverts à dresser, des chaises à porter et une estrade à "
    "monter avant midi.",
}
_MESSAGES = (
    "Je viens avec une amie, nous avons l’habitude de porter.",
    "J’étais là l’an dernier et je reviens avec plaisir.",
    "C’est ma première fois : je préfère être à deux pour commencer.",
    "Je peux arriver une heure plus tôt pour installer.",
    "Je suis libre toute la journée, dites-moi où je serai utile.",
    "Mon fils de dix-sept ans aimerait m’accompagner.",
    "J’habite juste à côté, appelez-moi en renfort si besoin.",
    "Je cherche à rencontrer du monde, on m’a dit du bien de vous.",
    "Je sais tenir une caisse et je garde mon calme.",
)
_REPLIES = ("Oui, sans souci.", "Plutôt léger, s’il vous plaît.", "Oui, jusqu’à dix kilos.")


def play(stage: Stage) -> None:
    """Two missions of the manager's association, with people drawn among the territory's volunteers."""
    association = Association.objects.managed_by(stage.manager).order_by("pk").first()
    people = list(
        User.objects.filter(volunteer__isnull=False).exclude(pk=stage.citizen.pk).order_by("pk")[:40]
    )
    if association is None or len(people) < len(_MESSAGES):
        return
    stage.draw.shuffle(people)
    now = stage.now.replace(minute=0, second=0, microsecond=0)
    first, second = (_mission(title, association, now) for title in stage.draw.sample(sorted(_NEEDS), 2))
    past, full, open_slot = (_slot(mission, now + timedelta(days=days), places) for mission, days, places in
                             ((first, -6, 4), (second, 5, 2), (first, 12, 6)))  # fmt: skip
    cast = iter(zip(people, stage.draw.sample(_MESSAGES, len(_MESSAGES)), strict=False))

    def row(state: str, slot: Slot, asked: int, user: User | None = None, **more: Any) -> Participation:
        person, message = next(cast) if user is None else (user, "Comptez sur moi, je serai à l’heure.")
        answered = state not in ("requested", "waiting", "offered", "lapsed")
        return Participation(
            mission=slot.mission,
            slot=slot,
            user=person,
            state=state,
            message=message,
            replies=[{"question": "Pouvez-vous porter des charges ?", "answer": stage.draw.choice(_REPLIES)}],
            requested_at=now - timedelta(days=asked),
            answered_at=now - timedelta(days=asked - 1) if answered else None,
            answered_by=stage.manager if answered else None,
            **more,
        )

    since: dict[str, Any] = {"waiting_since": now - timedelta(days=2)}
    until: dict[str, Any] = {"offered_until": now + timedelta(hours=20)}
    noted: dict[str, Any] = {"attendance_at": now - timedelta(days=5)}
    Participation.objects.bulk_create(
        [
            row("attended", past, 20, user=stage.citizen, hours=Decimal("3.5"), **noted),
            row("attended", past, 18, hours=Decimal(3), **noted),
            row("absent", past, 17, **noted),
            row("accepted", full, 9),
            row("offered", full, 8, user=stage.citizen, **since, **until),
            row("waiting", full, 7, **since),
            # She let a first offer go by, and joined the list again.
            row("lapsed", full, 13, user=stage.citizen, waiting_since=now - timedelta(days=11)),
            row("lapsed", past, 16),
            row("withdrawn", full, 10, answer="Bienvenue !"),
            row("requested", open_slot, 7, nudged_at=now - timedelta(days=1)),
            row("requested", open_slot, 1),
            row("declined", open_slot, 4, answer="L’équipe de ce jour est au complet, à une prochaine fois."),
            row("accepted", open_slot, 6, user=stage.citizen, answer="Rendez-vous devant la grande porte."),
        ]
    )
    apply_outbox()


def _mission(title: str, association: Association, now: datetime) -> Mission:
    mission = Mission.objects.create(
        association=association,
        title=title,
        slug=free_slug(title, among=Mission.objects.all(), default="mission"),
        need=_NEEDS[title],
        tasks=["Installer", "Accueillir", "Ranger ensemble"],
        welcome="Une personne de l’équipe vous accueille et vous montre tout.",
        causes=association.causes[:1] or ["social-ties"],
        commune=association.commune,
        latitude=association.latitude,
        longitude=association.longitude,
        state="published",
        published_at=now - timedelta(days=25),
    )
    set_questions(
        mission=mission,
        questions=[
            QuestionContent(text="Pouvez-vous porter des charges ?", kind=QuestionKind.SHORT),
            QuestionContent(text="Avez-vous déjà aidé chez nous ?", kind=QuestionKind.YES_NO),
        ],
    )
    return mission


def _slot(mission: Mission, day: datetime, places: int) -> Slot:
    return Slot.objects.create(
        mission=mission,
        starts_at=day.replace(hour=13),
        ends_at=day.replace(hour=16, minute=30),
        capacity=places,
    )
