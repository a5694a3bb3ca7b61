"""Participations in every state, the questions they answered, and a private calendar."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from engagement.missions.models import Mission
from engagement.participations.calendars import open_feed
from engagement.participations.models import CalendarFeed, Participation
from engagement.participations.questions import QuestionContent, set_questions
from kernel.accounts.models import User
from tests.factories.engagement import ParticipationFactory
from tests.isolation.marks import Marks

#: State, mission, person. The neighbour has not asked for the published mission: the tests of e-mails do.
_STATES = (
    ("requested", "published", "citizen"),
    ("accepted", "dated", "citizen"),
    ("declined", "remote", "neighbour"),
    ("withdrawn", "closed", "neighbour"),
    ("waiting", "dated", "neighbour"),
    ("offered", "remote", "citizen"),
    ("cancelled", "closed", "citizen"),
    ("lapsed", "published", "manager"),
    ("attended", "past", "citizen"),
    ("absent", "past", "neighbour"),
)


def fill_participations(
    marks: Marks, missions: Mapping[str, Mission], people: Mapping[str, User]
) -> dict[str, Participation]:
    slot = missions["dated"].slots.first()
    set_questions(
        mission=missions["published"],
        questions=[QuestionContent(text=marks.said("Avez-vous des bottes ?"), kind="yes-no")],
    )
    return {
        state: ParticipationFactory(
            mission=missions[mission],
            slot=slot if mission == "dated" else None,
            user=people[person],
            state=state,
            message=marks.private("Bonjour, je viens volontiers."),
            replies=[{"question": marks.said("Des bottes ?"), "answer": marks.private("Oui")}],
            answer=marks.private("Merci de votre message.") if state != "requested" else "",
            answered_by=people["manager"] if state != "requested" else None,
        )
        for state, mission, person in _STATES
    }


def fill_calendar(person: User) -> CalendarFeed:
    return open_feed(user=person, now=timezone.now())
