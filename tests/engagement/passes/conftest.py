"""Odile of Vallée-Claire, and a mission of Val-Sombre."""

from __future__ import annotations

import pytest

from engagement.missions.models import Mission
from kernel.accounts.models import User
from kernel.accounts.services import open_account
from kernel.tenancy import TerritoryContext, tenant_context
from matching.catalogue.services import apply_outbox
from matching.network.snapshot import forget_snapshot
from tests.factories.engagement import MissionFactory, VolunteerFactory
from tests.factories.people import UserFactory

ADDRESS = "odile.perrin@boite.example"


@pytest.fixture
def odile(db: None, territory_a: TerritoryContext) -> User:
    with tenant_context(territory_a):
        user = open_account(email=ADDRESS, first_name="Odilette", last_name="Perrinelle")
        VolunteerFactory(user=user, skills=["cooking", "driving"], birth_year=1970)
    return user


@pytest.fixture
def mission(db: None, territory_b: TerritoryContext) -> Mission:
    forget_snapshot()
    with tenant_context(territory_b):
        made = MissionFactory(title="Livrer des colis", capacity=1, skills=["driving"], reach="network")
        made.association.memberships.create(
            user=UserFactory(email="philippe@fournil.example"), role="manager"
        )
        apply_outbox()
    return made
