"""What a kind of association is, and how the themed files write it down (same format as missions)."""

from __future__ import annotations

from dataclasses import dataclass

from .kinds import sections

#: Kinds of missions that any association may publish about its own running.
RUNNING_KINDS = (
    "bookkeeping",
    "grant-writing",
    "website-care",
    "social-media",
    "board-member",
    "newsletter-layout",
    "event-photography",
)

#: Profiles that only a town hosts: they settle in the territory's largest commune, in its main locality.
URBAN_PROFILES = frozenset({"night-shelter", "street-team", "hospital-friends", "listening"})


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of association: codes, the kinds of missions it proposes, its names and its sentences.

    ``weight`` is how often it is met, compared with the others.
    """

    key: str
    weight: int
    causes: tuple[str, ...]
    publics: tuple[str, ...]
    kinds: tuple[str, ...]
    names: tuple[str, ...]
    summaries: tuple[str, ...]
    stories: tuple[str, ...]


def read_profiles(text: str) -> tuple[Profile, ...]:
    """The profiles written in a themed text. Raises ``ValueError`` or ``KeyError`` on a malformed one."""
    return tuple(
        Profile(
            key=key,
            weight=int(values["weight"]),
            causes=tuple(values["causes"].split()),
            publics=tuple(values["publics"].split()),
            kinds=tuple(values["kinds"].split()),
            names=tuple(lists["names"]),
            summaries=tuple(lists["summaries"]),
            stories=tuple(lists["stories"]),
        )
        for key, values, lists in sections(text)
    )
