"""Causes, skills and day parts: the shared codes, their labels, and the engine’s reasons in words."""

from matching.taxonomy.availability import AVAILABILITY, DAYS, PARTS, DayPart, Heading, day_part
from matching.taxonomy.causes import CAUSE_CODES, CAUSES, Cause, cause
from matching.taxonomy.choices import (
    cause_choices,
    skill_choices,
    validate_availability,
    validate_causes,
    validate_codes,
    validate_skills,
)
from matching.taxonomy.skills import BROADER, SKILL_CODES, SKILLS, Skill, skill
from matching.taxonomy.terms import causes_of, skills_of, synonyms
from matching.taxonomy.words import (
    gain_in_words,
    obstacle_in_words,
    reason_in_words,
    reasons_in_words,
    seeker_reason_in_words,
)

__all__ = [
    "AVAILABILITY",
    "BROADER",
    "CAUSES",
    "CAUSE_CODES",
    "DAYS",
    "PARTS",
    "SKILLS",
    "SKILL_CODES",
    "Cause",
    "DayPart",
    "Heading",
    "Skill",
    "cause",
    "cause_choices",
    "causes_of",
    "day_part",
    "gain_in_words",
    "obstacle_in_words",
    "reason_in_words",
    "reasons_in_words",
    "seeker_reason_in_words",
    "skill",
    "skill_choices",
    "skills_of",
    "synonyms",
    "validate_availability",
    "validate_causes",
    "validate_codes",
    "validate_skills",
]
