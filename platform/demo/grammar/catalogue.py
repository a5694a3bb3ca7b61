"""All kinds of missions and all profiles of associations, in a fixed order."""

from __future__ import annotations

from . import (
    kinds_backoffice,
    kinds_care,
    kinds_culture,
    kinds_food,
    kinds_inclusion,
    kinds_making,
    kinds_nature,
    kinds_solidarity,
    kinds_sport,
    kinds_youth,
    profiles_care,
    profiles_culture,
    profiles_local,
    profiles_social,
)
from .kinds import Kind
from .profiles import Profile

KINDS: tuple[Kind, ...] = (
    *kinds_food.KINDS,
    *kinds_solidarity.KINDS,
    *kinds_care.KINDS,
    *kinds_youth.KINDS,
    *kinds_nature.KINDS,
    *kinds_making.KINDS,
    *kinds_culture.KINDS,
    *kinds_sport.KINDS,
    *kinds_inclusion.KINDS,
    *kinds_backoffice.KINDS,
)
KIND_BY_KEY: dict[str, Kind] = {kind.key: kind for kind in KINDS}
PROFILES: tuple[Profile, ...] = (
    *profiles_social.PROFILES,
    *profiles_care.PROFILES,
    *profiles_local.PROFILES,
    *profiles_culture.PROFILES,
)
PROFILE_BY_KEY: dict[str, Profile] = {profile.key: profile for profile in PROFILES}
