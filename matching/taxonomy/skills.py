"""Skills: what a mission asks and a person brings. Codes are stable; labels are shown translated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

from matching.taxonomy.terms import SKILL_TERMS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Skill:
    """`label` stands alone ("Cooking"), `clause` says that the reader has it ("you can cook").

    `broader` is the code of a wider skill that whoever has this one has too (a plumber is handy), or None.
    """

    code: str
    label: StrPromise
    clause: StrPromise
    broader: str | None = None

    @property
    def synonyms(self) -> tuple[str, ...]:
        """Other words for it, of any language."""
        return SKILL_TERMS[self.code].synonyms


SKILLS: tuple[Skill, ...] = (
    Skill(
        "listening",
        pgettext_lazy("skill", "Listening"),
        pgettext_lazy("skill in a sentence", "you know how to listen"),
    ),
    Skill(
        "reception",
        pgettext_lazy("skill", "Welcoming people"),
        pgettext_lazy("skill in a sentence", "you know how to welcome people"),
    ),
    Skill(
        "cooking",
        pgettext_lazy("skill", "Cooking"),
        pgettext_lazy("skill in a sentence", "you can cook"),
    ),
    Skill(
        "driving",
        pgettext_lazy("skill", "Driving"),
        pgettext_lazy("skill in a sentence", "you can drive"),
    ),
    Skill(
        "gardening",
        pgettext_lazy("skill", "Gardening"),
        pgettext_lazy("skill in a sentence", "you can garden"),
    ),
    Skill(
        "handiwork",
        pgettext_lazy("skill", "Handiwork"),
        pgettext_lazy("skill in a sentence", "you are handy"),
    ),
    Skill(
        "carpentry",
        pgettext_lazy("skill", "Carpentry"),
        pgettext_lazy("skill in a sentence", "you know carpentry"),
        broader="handiwork",
    ),
    Skill(
        "plumbing",
        pgettext_lazy("skill", "Plumbing"),
        pgettext_lazy("skill in a sentence", "you know plumbing"),
        broader="handiwork",
    ),
    Skill(
        "electricity",
        pgettext_lazy("skill", "Electrical work"),
        pgettext_lazy("skill in a sentence", "you know electrical work"),
        broader="handiwork",
    ),
    Skill(
        "painting",
        pgettext_lazy("skill", "Painting and decorating"),
        pgettext_lazy("skill in a sentence", "you can paint and decorate"),
        broader="handiwork",
    ),
    Skill(
        "sewing",
        pgettext_lazy("skill", "Sewing"),
        pgettext_lazy("skill in a sentence", "you can sew"),
        broader="crafts",
    ),
    Skill(
        "mechanics",
        pgettext_lazy("skill", "Mechanics"),
        pgettext_lazy("skill in a sentence", "you know mechanics"),
        broader="handiwork",
    ),
    Skill(
        "bookkeeping",
        pgettext_lazy("skill", "Bookkeeping"),
        pgettext_lazy("skill in a sentence", "you know bookkeeping"),
        broader="administration",
    ),
    Skill(
        "fundraising",
        pgettext_lazy("skill", "Fundraising"),
        pgettext_lazy("skill in a sentence", "you can raise funds"),
    ),
    Skill(
        "legal",
        pgettext_lazy("skill", "Law"),
        pgettext_lazy("skill in a sentence", "you know the law"),
    ),
    Skill(
        "administration",
        pgettext_lazy("skill", "Office work"),
        pgettext_lazy("skill in a sentence", "you know office work"),
    ),
    Skill(
        "project-management",
        pgettext_lazy("skill", "Project management"),
        pgettext_lazy("skill in a sentence", "you can lead a project"),
    ),
    Skill(
        "event-organisation",
        pgettext_lazy("skill", "Event organisation"),
        pgettext_lazy("skill in a sentence", "you can organise an event"),
    ),
    Skill(
        "logistics",
        pgettext_lazy("skill", "Logistics"),
        pgettext_lazy("skill in a sentence", "you know logistics"),
    ),
    Skill(
        "writing",
        pgettext_lazy("skill", "Writing"),
        pgettext_lazy("skill in a sentence", "you can write"),
    ),
    Skill(
        "proofreading",
        pgettext_lazy("skill", "Proofreading"),
        pgettext_lazy("skill in a sentence", "you can proofread"),
        broader="writing",
    ),
    Skill(
        "translation",
        pgettext_lazy("skill", "Translation"),
        pgettext_lazy("skill in a sentence", "you can translate"),
        broader="writing",
    ),
    Skill(
        "communication",
        pgettext_lazy("skill", "Communication"),
        pgettext_lazy("skill in a sentence", "you know communication"),
    ),
    Skill(
        "photography",
        pgettext_lazy("skill", "Photography"),
        pgettext_lazy("skill in a sentence", "you can take photographs"),
    ),
    Skill(
        "video",
        pgettext_lazy("skill", "Video"),
        pgettext_lazy("skill in a sentence", "you can film and edit"),
    ),
    Skill(
        "graphic-design",
        pgettext_lazy("skill", "Graphic design"),
        pgettext_lazy("skill in a sentence", "you know graphic design"),
        broader="communication",
    ),
    Skill(
        "web-design",
        pgettext_lazy("skill", "Web design"),
        pgettext_lazy("skill in a sentence", "you can build a website"),
    ),
    Skill(
        "it-support",
        pgettext_lazy("skill", "Computer help"),
        pgettext_lazy("skill in a sentence", "you can fix computers"),
    ),
    Skill(
        "teaching",
        pgettext_lazy("skill", "Teaching"),
        pgettext_lazy("skill in a sentence", "you can teach"),
    ),
    Skill(
        "tutoring",
        pgettext_lazy("skill", "School support"),
        pgettext_lazy("skill in a sentence", "you can help with schoolwork"),
        broader="teaching",
    ),
    Skill(
        "reading-aloud",
        pgettext_lazy("skill", "Reading aloud"),
        pgettext_lazy("skill in a sentence", "you can read aloud"),
    ),
    Skill(
        "facilitation",
        pgettext_lazy("skill", "Group facilitation"),
        pgettext_lazy("skill in a sentence", "you can lead a group"),
    ),
    Skill(
        "sports-coaching",
        pgettext_lazy("skill", "Sports coaching"),
        pgettext_lazy("skill in a sentence", "you can coach a sport"),
        broader="facilitation",
    ),
    Skill(
        "first-aid",
        pgettext_lazy("skill", "First aid"),
        pgettext_lazy("skill in a sentence", "you know first aid"),
    ),
    Skill(
        "caregiving",
        pgettext_lazy("skill", "Caregiving"),
        pgettext_lazy("skill in a sentence", "you can care for people"),
    ),
    Skill(
        "childcare",
        pgettext_lazy("skill", "Childcare"),
        pgettext_lazy("skill in a sentence", "you can look after children"),
    ),
    Skill(
        "animal-care",
        pgettext_lazy("skill", "Animal care"),
        pgettext_lazy("skill in a sentence", "you can look after animals"),
    ),
    Skill(
        "music",
        pgettext_lazy("skill", "Music"),
        pgettext_lazy("skill in a sentence", "you play music"),
    ),
    Skill(
        "theatre",
        pgettext_lazy("skill", "Theatre"),
        pgettext_lazy("skill in a sentence", "you act"),
    ),
    Skill(
        "crafts",
        pgettext_lazy("skill", "Crafts"),
        pgettext_lazy("skill in a sentence", "you are good at crafts"),
    ),
    Skill(
        "naturalism",
        pgettext_lazy("skill", "Natural history"),
        pgettext_lazy("skill in a sentence", "you know nature"),
    ),
    Skill(
        "mapping",
        pgettext_lazy("skill", "Mapping"),
        pgettext_lazy("skill in a sentence", "you can make maps"),
    ),
    Skill(
        "guiding",
        pgettext_lazy("skill", "Guided tours"),
        pgettext_lazy("skill in a sentence", "you can guide a visit"),
    ),
    Skill(
        "sales",
        pgettext_lazy("skill", "Sales"),
        pgettext_lazy("skill in a sentence", "you can sell"),
    ),
    Skill(
        "sign-language",
        pgettext_lazy("skill", "Sign language"),
        pgettext_lazy("skill in a sentence", "you know sign language"),
    ),
)

_BY_CODE = {entry.code: entry for entry in SKILLS}
SKILL_CODES = frozenset(_BY_CODE)

BROADER: dict[str, str] = {entry.code: entry.broader for entry in SKILLS if entry.broader}
"""Code of the next broader skill, for `matching.engine.with_broader_skills`."""


def skill(code: str) -> Skill:
    """The skill of that code. Raises KeyError."""
    return _BY_CODE[code]
