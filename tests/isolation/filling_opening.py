"""Somebody of the territory opens another one: in the public schema, and nobody else's to see."""

from __future__ import annotations

from django.utils import timezone

from kernel.tenancy import TerritoryContext, public_context
from tenants.opening.models import Application
from tests.isolation.marks import Marks


def fill_opening(territory: TerritoryContext, marks: Marks, word: str) -> Application:
    now = timezone.now()
    with public_context():
        return Application.objects.create(
            email=marks.address(f"editor.{word}"),
            token=f"{territory.slug}-{word}",
            created_at=now,
            touched_at=now,
            person=f"Z{marks.person}",
            body_name=marks.secret("Organisme"),
            country="BE",
            name=marks.secret(word),
        )
