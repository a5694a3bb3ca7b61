"""Events in each state, with a picture, dates, missions, and people who come; citizens' offers in each state."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from engagement.agenda.models import Event
from engagement.associations.models import Association
from engagement.missions.models import Mission
from engagement.offers.models import Offer, OfferState
from kernel.accounts.models import User
from kernel.accounts.services import open_account
from tests.factories.agenda import EventFactory, OfferFactory, RegistrationFactory, next_week
from tests.isolation.marks import Marks


def fill_events(
    marks: Marks, word: str, people: dict[str, User], association: Association, mission: Mission
) -> dict[str, Event]:
    shapes: dict[str, dict[str, Any]] = {
        "published": {
            "frequency": "weekly",
            "until": (next_week() + timedelta(days=20)).date(),
            "capacity": 9,
        },
        "territory": {"association": None},
        "online": {"online": True, "online_url": f"https://{word}.example/salon", "price": marks.said("5 €")},
        "past": {"starts_at": next_week() - timedelta(days=20)},
        "cancelled": {"state": "cancelled", "reason": marks.said("Il pleut")},
        "draft": {"state": "draft", "published_at": None},
        "submitted": {"state": "submitted", "published_at": None},
        "suspended": {"state": "suspended", "reason": marks.secret("À revoir")},
    }
    made = {}
    for name, shape in shapes.items():
        words = marks.secret if name in {"draft", "submitted", "suspended"} else marks.said
        made[name] = EventFactory(
            **{"association": association}
            | shape
            | {
                "title": words(f"{word.title()} fête {name}"),
                "slug": f"{word}-fete-{name}",
                "description": words("On fait la fête"),
                "place_name": words("Salle des fêtes"),
                "street": words("Rue Haute 2"),
                "accessibility": words("De plain-pied"),
                "laid_out": timezone.now() - timedelta(days=30),
            }
        )
    shown = made["published"]
    shown.picture_alt = marks.said("Une image")
    shown.picture.save("fete.webp", ContentFile(marks.open.encode()))
    shown.missions.add(mission)
    last = shown.occurrences.order_by("-starts_at").first()
    shown.coming_to = last.pk  # what a person says that she comes to
    for name in ("citizen", "neighbour"):
        RegistrationFactory(occurrence=last, user=people[name])
    return made


def fill_offers(marks: Marks, word: str, people: dict[str, User]) -> dict[str, Offer]:
    """In each state by the citizen; the published one by somebody whose first name is shown."""
    shown = open_account(
        email=marks.address(f"offrante.{word}"), first_name=marks.open, last_name=f"Z{marks.person}"
    )
    made = {}
    for state in OfferState.values:
        words = marks.said if state == OfferState.PUBLISHED else marks.private
        made[state] = OfferFactory(
            user=shown if state == OfferState.PUBLISHED else people["citizen"],
            title=words(f"{word.title()} proposition {state}"),
            slug=f"{word}-proposition-{state}",
            description=words("Je répare"),
            duration=words("Une heure"),
            reason=marks.private("Raison") if state in {OfferState.DRAFT, OfferState.SUSPENDED} else "",
            state=state,
        )
    return made
