"""What the grammar produces: plain frozen data, ready to be turned into rows by the demo's builder.

Coordinates are WGS 84 degrees. Every text is French, typeset (curly apostrophes, no-break spaces), and
invented: no person, association or address below exists. Codes of causes, skills, availability, remote,
reach and mobility are the platform's shared codes (``matching.taxonomy``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

#: Publics an association or a mission serves.
PUBLICS = (
    "everyone",
    "children",
    "youth",
    "families",
    "elderly",
    "disabled-people",
    "isolated-people",
    "migrants",
    "jobseekers",
    "homeless-people",
    "patients",
    "low-income",
    "associations",
)

MISSION_STATES = ("published", "draft", "closed", "full")
PARTICIPATION_STATES = ("requested", "accepted", "declined", "withdrawn", "attended")


@dataclass(frozen=True, slots=True)
class Place:
    """A commune of the territory, as the geography reference knows it (``commune_id`` like ``BE-84035``)."""

    commune_id: str
    name: str
    latitude: float
    longitude: float
    population: int
    postcode: str


@dataclass(frozen=True, slots=True)
class AssociationSpec:
    """An association. ``key`` is unique and stable within the territory (``a001``…)."""

    key: str
    profile: str
    name: str
    legal_form: str
    summary: str
    #: Two to four paragraphs, in reading order.
    description: tuple[str, ...]
    causes: tuple[str, ...]
    publics: tuple[str, ...]
    commune_id: str
    #: Street line only; ``postcode`` and ``locality`` complete it.
    address: str
    postcode: str
    locality: str
    latitude: float
    longitude: float
    opening_hours: str
    founded_year: int
    website: str | None
    manager_first_name: str
    manager_last_name: str
    #: Unique within the territory, at a reserved ``.example`` domain.
    manager_email: str


@dataclass(frozen=True, slots=True)
class SlotSpec:
    """A dated slot; both datetimes are aware, in the zone of the territory's country."""

    starts_at: datetime
    ends_at: datetime
    capacity: int


@dataclass(frozen=True, slots=True)
class MissionSpec:
    """A mission. ``key`` is unique and stable within the territory (``m0001``…).

    ``state`` is one of ``MISSION_STATES``; ``full`` is a published mission whose places are all taken.
    A mission without slots and without ``starts_at`` is open-ended. ``availability`` empty means flexible.
    """

    key: str
    association_key: str
    kind: str
    title: str
    need: str
    tasks: tuple[str, ...]
    welcome: str
    accompaniment: str
    given_back: str
    #: How expenses are reimbursed; empty when they are not.
    expenses: str
    accessibility: str
    min_age: int
    publics: tuple[str, ...]
    causes: tuple[str, ...]
    skills: tuple[str, ...]
    remote: str
    availability: tuple[str, ...]
    capacity: int
    slots: tuple[SlotSpec, ...]
    starts_at: datetime | None
    ends_at: datetime | None
    commune_id: str
    place_name: str
    address: str
    postcode: str
    locality: str
    latitude: float
    longitude: float
    reach: str
    state: str
    published_days_ago: int

    @property
    def expenses_covered(self) -> bool:
        """Whether the association reimburses expenses."""
        return bool(self.expenses)


@dataclass(frozen=True, slots=True)
class VolunteerSpec:
    """A volunteer. ``feminine`` only serves the agreement of the texts she writes: it is not to be stored."""

    key: str
    first_name: str
    last_name: str
    feminine: bool
    email: str
    commune_id: str
    birth_year: int
    radius_km: int
    causes: tuple[str, ...]
    skills: tuple[str, ...]
    availability: tuple[str, ...]
    mobility: str
    remote_ok: bool
    languages: tuple[str, ...]
    findable: bool


@dataclass(frozen=True, slots=True)
class ParticipationSpec:
    """A volunteer's request on a mission, or on its slot number ``slot_index`` (0-based).

    ``answer`` is empty and ``answered_days_ago`` None while the association has not answered.
    ``hours`` is set for attended participations only.
    """

    volunteer_key: str
    mission_key: str
    slot_index: int | None
    state: str
    message: str
    answer: str
    requested_days_ago: int
    answered_days_ago: int | None
    hours: float | None


@dataclass(frozen=True, slots=True)
class TerritorySpec:
    """All of a territory's demonstration data, referring to one another by keys."""

    seed: str
    country: str
    today: date
    associations: tuple[AssociationSpec, ...]
    missions: tuple[MissionSpec, ...]
    volunteers: tuple[VolunteerSpec, ...]
    participations: tuple[ParticipationSpec, ...]
