from __future__ import annotations

import pytest

from kernel.accounts.models import User
from tenants.console.services import appoint
from tests.harness.clients import HostClient


@pytest.fixture
def administrator(db: None) -> User:
    return appoint(email="reseau@maillage.example", first_name="Nadia", last_name="Réseau")


@pytest.fixture
def console(network_client: HostClient, administrator: User) -> HostClient:
    network_client.force_login(administrator)
    return network_client


def text(response) -> str:
    return response.content.decode().replace("\u202f", " ").replace("\xa0", " ")
