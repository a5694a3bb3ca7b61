"""Form choices in the reader's alphabetical order, and validation of codes."""

from collections.abc import Collection, Iterable
from unicodedata import combining, normalize

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from matching.engine import DAY_PARTS
from matching.taxonomy.causes import CAUSE_CODES, CAUSES
from matching.taxonomy.skills import SKILL_CODES, SKILLS


def cause_choices() -> list[tuple[str, str]]:
    """(code, label) of every cause, by label in the active language, accents and case ignored."""
    return _sorted((entry.code, str(entry.label)) for entry in CAUSES)


def skill_choices() -> list[tuple[str, str]]:
    """(code, label) of every skill, by label in the active language, accents and case ignored."""
    return _sorted((entry.code, str(entry.label)) for entry in SKILLS)


def validate_codes(codes: Iterable[str], known: Collection[str]) -> None:
    """Raises ValidationError naming the codes that are not among the known ones."""
    unknown = sorted(set(codes).difference(known))
    if unknown:
        raise ValidationError(
            _("Unknown code: %(codes)s."), code="unknown_code", params={"codes": ", ".join(unknown)}
        )


def validate_causes(codes: Iterable[str]) -> None:
    """Raises ValidationError on an unknown cause. Fit as a field's validator."""
    validate_codes(codes, CAUSE_CODES)


def validate_skills(codes: Iterable[str]) -> None:
    """Raises ValidationError on an unknown skill. Fit as a field's validator."""
    validate_codes(codes, SKILL_CODES)


def validate_availability(codes: Iterable[str]) -> None:
    """Raises ValidationError on an unknown day part. Fit as a field's validator."""
    validate_codes(codes, DAY_PARTS)


def _sorted(choices: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(choices, key=lambda choice: (_unaccented(choice[1]), choice[0]))


def _unaccented(text: str) -> str:
    return "".join(char for char in normalize("NFKD", text) if not combining(char)).casefold()
