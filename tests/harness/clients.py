"""Django's test client, bound to one host, which leaves the thread in the schema it found."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from kernel.tenancy import TerritoryContext, public_context, tenant_context
from kernel.tenancy.context import switched_to


class HostClient(Client):
    """A browser at `host`. With a territory, sessions and logins are that territory's; without, the network's."""

    def __init__(self, host: str, territory: TerritoryContext | None = None, **options: Any) -> None:
        super().__init__(SERVER_NAME=host, **options)
        self.host = host
        self.territory = territory

    def inside(self) -> AbstractContextManager[Any]:
        return tenant_context(self.territory) if self.territory else public_context()

    def request(self, **request: Any) -> HttpResponse:
        with switched_to(connection.tenant):
            return super().request(**request)

    @property
    def session(self) -> SessionBase:
        with self.inside():
            return super().session

    def login(self, **credentials: Any) -> bool:
        with self.inside():
            return super().login(**credentials)

    def force_login(self, user: Any, backend: str | None = None) -> None:
        with self.inside():
            super().force_login(user, backend)

    def logout(self) -> None:
        with self.inside():
            super().logout()
