"""Causes: what a mission is for. Codes are stable; labels are shown translated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

from matching.taxonomy.terms import CAUSE_TERMS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Cause:
    """`label` stands alone ("Environment"), `phrase` stands in a sentence ("the environment").

    `domain` is the slug of API Engagement's domain that the cause is published under.
    """

    code: str
    label: StrPromise
    phrase: StrPromise
    domain: str

    @property
    def synonyms(self) -> tuple[str, ...]:
        """Other words for it, of any language."""
        return CAUSE_TERMS[self.code].synonyms


CAUSES: tuple[Cause, ...] = (
    Cause(
        "solidarity",
        pgettext_lazy("cause", "Solidarity"),
        pgettext_lazy("cause in a sentence", "solidarity"),
        "solidarite-insertion",
    ),
    Cause(
        "food-aid",
        pgettext_lazy("cause", "Food aid"),
        pgettext_lazy("cause in a sentence", "food aid"),
        "solidarite-insertion",
    ),
    Cause(
        "social-ties",
        pgettext_lazy("cause", "Social ties"),
        pgettext_lazy("cause in a sentence", "social ties"),
        "vivre-ensemble",
    ),
    Cause(
        "elderly",
        pgettext_lazy("cause", "Older people"),
        pgettext_lazy("cause in a sentence", "older people"),
        "vivre-ensemble",
    ),
    Cause(
        "youth-education",
        pgettext_lazy("cause", "Youth and education"),
        pgettext_lazy("cause in a sentence", "youth and education"),
        "education",
    ),
    Cause(
        "culture",
        pgettext_lazy("cause", "Culture"),
        pgettext_lazy("cause in a sentence", "culture"),
        "culture-loisirs",
    ),
    Cause(
        "sport",
        pgettext_lazy("cause", "Sport"),
        pgettext_lazy("cause in a sentence", "sport"),
        "sport",
    ),
    Cause(
        "environment",
        pgettext_lazy("cause", "Environment"),
        pgettext_lazy("cause in a sentence", "the environment"),
        "environnement",
    ),
    Cause(
        "health-disability",
        pgettext_lazy("cause", "Health and disability"),
        pgettext_lazy("cause in a sentence", "health and disability"),
        "sante",
    ),
    Cause(
        "animals",
        pgettext_lazy("cause", "Animals"),
        pgettext_lazy("cause in a sentence", "animals"),
        "animaux",
    ),
    Cause(
        "digital-inclusion",
        pgettext_lazy("cause", "Digital inclusion"),
        pgettext_lazy("cause in a sentence", "digital inclusion"),
        "numerique",
    ),
    Cause(
        "employment",
        pgettext_lazy("cause", "Employment"),
        pgettext_lazy("cause in a sentence", "employment"),
        "emploi",
    ),
    Cause(
        "citizenship",
        pgettext_lazy("cause", "Citizenship"),
        pgettext_lazy("cause in a sentence", "citizenship"),
        "memoire-et-citoyennete",
    ),
    Cause(
        "heritage",
        pgettext_lazy("cause", "Heritage"),
        pgettext_lazy("cause in a sentence", "heritage"),
        "culture-loisirs",
    ),
    Cause(
        "housing",
        pgettext_lazy("cause", "Housing"),
        pgettext_lazy("cause in a sentence", "housing"),
        "solidarite-insertion",
    ),
    Cause(
        "migrants",
        pgettext_lazy("cause", "Migrants and refugees"),
        pgettext_lazy("cause in a sentence", "migrants and refugees"),
        "solidarite-insertion",
    ),
    Cause(
        "emergency",
        pgettext_lazy("cause", "Emergency and relief"),
        pgettext_lazy("cause in a sentence", "emergency relief"),
        "prevention-protection",
    ),
    Cause(
        "international",
        pgettext_lazy("cause", "International solidarity"),
        pgettext_lazy("cause in a sentence", "international solidarity"),
        "humanitaire",
    ),
    Cause(
        "circular-economy",
        pgettext_lazy("cause", "Circular economy"),
        pgettext_lazy("cause in a sentence", "the circular economy"),
        "environnement",
    ),
)

_BY_CODE = {entry.code: entry for entry in CAUSES}
CAUSE_CODES = frozenset(_BY_CODE)


def cause(code: str) -> Cause:
    """The cause of that code. Raises KeyError."""
    return _BY_CODE[code]
