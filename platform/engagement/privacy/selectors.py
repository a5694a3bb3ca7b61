"""Reads what is held about a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engagement.privacy.models import Consent, Export
from engagement.privacy.registry import Holder, Purpose, holders, purposes
from kernel.accounts.models import User


@dataclass(frozen=True, slots=True)
class Held:
    """One area and what it holds, in sentences."""

    holder: Holder
    sentences: list[str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """A purpose, and what she last said to it; `consent` is None when she never agreed."""

    purpose: Purpose
    consent: Consent | None

    @property
    def is_given(self) -> bool:
        return self.consent is not None and self.consent.withdrawn_at is None


def held_about(*, user: User) -> list[Held]:
    """What is held, area by area; areas that hold nothing are left out."""
    found = (Held(holder, holder.describe(user)) for holder in holders())
    return [held for held in found if held.sentences]


def agreements_of(*, user: User) -> list[Agreement]:
    """Everything that rests on her consent. One query."""
    latest: dict[str, Consent] = {}
    for consent in Consent.objects.filter(user=user).order_by("given_at", "pk"):
        latest[consent.purpose] = consent
    return [Agreement(purpose, latest.get(purpose.code)) for purpose in purposes()]


def obstacles_to_erasure(*, user: User) -> list[str]:
    """What she has to do before her account can be erased, in sentences."""
    return [sentence for holder in holders() for sentence in holder.obstacles(user)]


def what_stays() -> list[dict[str, Any]]:
    """Areas of which something stays without her name, and why."""
    return [{"label": holder.label, "kept": holder.kept} for holder in holders() if holder.kept]


def export_of(*, user: User) -> Export | None:
    """Her export, asked for or ready."""
    return Export.objects.filter(user=user).first()


def downloadable(*, user: User, code: str, now: datetime) -> Export | None:
    """Her own export, by its private link, as long as it is there."""
    found = Export.objects.filter(user=user, code=code, expires_at__gt=now).exclude(file="").first()
    return found if found and found.is_there(now) else None
