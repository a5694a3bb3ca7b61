"""The questions that an association asks of those who would like to take part in a mission."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from engagement.missions.models import Mission
from engagement.participations.models import Question, QuestionKind

#: More would be an examination.
MOST_QUESTIONS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionContent:
    """A question as its mission asks it. `choices` are those of the kind “one of several answers”."""

    text: str
    kind: str
    is_required: bool = False
    choices: Sequence[str] = ()


def questions_of(*, mission: Mission) -> list[Question]:
    """In order. One query."""
    return list(mission.questions.order_by("position", "pk"))


@transaction.atomic
def set_questions(*, mission: Mission, questions: Sequence[QuestionContent]) -> None:
    """These are the mission's questions from now on. Answers given before keep the questions they were given to."""
    Mission.objects.select_for_update(no_key=True).get(pk=mission.pk)
    mission.questions.all().delete()
    Question.objects.bulk_create(
        Question(
            mission=mission,
            position=position,
            text=question.text,
            kind=question.kind,
            is_required=question.is_required,
            choices=list(question.choices) if question.kind == QuestionKind.CHOICE else [],
        )
        for position, question in enumerate(questions[:MOST_QUESTIONS])
    )


def copy_questions(*, source: Mission, target: Mission) -> None:
    """Ask in a copied mission what the first one asks."""
    contents = [
        QuestionContent(text=one.text, kind=one.kind, is_required=one.is_required, choices=one.choices)
        for one in questions_of(mission=source)
    ]
    set_questions(mission=target, questions=contents)
