from __future__ import annotations

import pytest

from kernel.accounts.models import User
from kernel.tenancy import TerritoryContext
from tests.harness.clients import HostClient


@pytest.fixture
def editor(in_a: TerritoryContext) -> User:
    """The first editor of territory A."""
    return User.objects.get(email=f"editor@{in_a.slug}.example")


@pytest.fixture
def editor_client(client_a: HostClient, editor: User) -> HostClient:
    client_a.force_login(editor)
    return client_a
