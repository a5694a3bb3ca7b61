"""Writes a citizen's profile."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from django.db import transaction
from django.utils import timezone

from engagement.privacy.services import note_consent
from engagement.volunteers.models import Mobility, Volunteer
from kernel.accounts.models import User

#: The consent to be found by associations.
FINDABLE = "findable"
#: The one to be found by those of neighbouring territories too, which means nothing without the first.
FINDABLE_BEYOND = "findable-beyond"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What she says of herself. `findable` and `findable_beyond` are consents: False unless she gave them."""

    commune_id: str | None = None
    radius_km: int = 20
    birth_year: int | None = None
    causes: list[str] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)
    availability: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    remote_ok: bool = True
    mobility: str = Mobility.CAR.value
    findable: bool = False
    findable_beyond: bool = False


@transaction.atomic
def save_profile(*, user: User, profile: Profile) -> Volunteer:
    """Write the whole profile of a person, new or not, and her consents to be found."""
    now, beyond = timezone.now(), profile.findable and profile.findable_beyond
    values = asdict(profile) | {"findable_beyond": beyond}
    volunteer, _created = Volunteer.objects.update_or_create(user=user, defaults=values)
    note_consent(user=user, purpose=FINDABLE, given=profile.findable, now=now)
    note_consent(user=user, purpose=FINDABLE_BEYOND, given=beyond, now=now)
    return volunteer
