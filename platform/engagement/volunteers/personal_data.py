"""The volunteer's profile, and the consent to be found."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engagement.availability import availability_in_words
from engagement.privacy.plain import plain_row
from engagement.privacy.registry import Holder, Purpose, register, register_purpose
from engagement.privacy.services import withdraw_consent
from engagement.volunteers.models import Volunteer
from engagement.volunteers.selectors import profile_of
from engagement.volunteers.services import FINDABLE, FINDABLE_BEYOND
from kernel.accounts.models import User
from matching.taxonomy import CAUSE_CODES, SKILL_CODES, cause, skill


def _describe(user: User) -> list[str]:
    volunteer = profile_of(user)
    if volunteer is None:
        return []
    told = (
        (volunteer.commune_id, _("your commune")),
        (volunteer.birth_year, _("your year of birth")),
        (volunteer.causes, _("the causes you care about")),
        (volunteer.skills, _("what you can do")),
        (volunteer.availability, _("when you are free")),
        (volunteer.languages, _("your languages")),
        (True, _("how far and how you travel")),
    )
    return [words for value, words in told if value]


def _export(user: User) -> dict[str, Any]:
    volunteer = profile_of(user)
    if volunteer is None:
        return {}
    return plain_row(
        volunteer,
        (
            "commune",
            "radius_km",
            "birth_year",
            "mobility",
            "remote_ok",
            "findable",
            "findable_beyond",
            "updated_at",
        ),
    ) | {
        _("Causes"): [str(cause(code).label) for code in volunteer.causes if code in CAUSE_CODES],
        _("Skills"): [str(skill(code).label) for code in volunteer.skills if code in SKILL_CODES],
        _("Availability"): availability_in_words(volunteer.availability),
        _("Languages"): volunteer.languages,
    }


def _no_longer_findable(user: User) -> None:
    Volunteer.objects.filter(user=user).update(findable=False)
    withdraw_consent(user=user, purpose=FINDABLE_BEYOND, now=timezone.now())


def _no_longer_findable_beyond(user: User) -> None:
    Volunteer.objects.filter(user=user).update(findable_beyond=False)


register(
    Holder(
        code="profile",
        label=gettext_lazy("Your volunteer profile"),
        purpose=gettext_lazy("To suggest missions that suit you."),
        order=20,
        describe=_describe,
        export=_export,
        edit_url="volunteers:profile",
    )
)
register_purpose(
    Purpose(
        code=FINDABLE,
        label=gettext_lazy("Associations may find me"),
        wording=gettext_lazy(
            "Associations of my territory that look for volunteers see my first name, my commune, what I can do and"
            " when I am free, never my address, and may invite me. Neighbouring territories learn only how many people"
            " could come."
        ),
        version=2,
        withdraw=_no_longer_findable,
    )
)
register_purpose(
    Purpose(
        code=FINDABLE_BEYOND,
        label=gettext_lazy("Associations of neighbouring territories may find me"),
        wording=gettext_lazy(
            "Associations of neighbouring territories that look for volunteers see what I can do, when I am free and"
            " about how far away I live, to ten kilometres, without my name, my commune or my address, and may invite"
            " me. My own territory passes their invitations on. Until I say yes, they learn nothing more of me."
        ),
        version=1,
        withdraw=_no_longer_findable_beyond,
    )
)
