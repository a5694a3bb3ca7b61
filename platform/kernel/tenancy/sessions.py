"""Sessions in the territory's own table, signed for its schema: a row or a cookie carried elsewhere is worthless."""

from django.contrib.sessions.backends import db

from kernel.tenancy.context import current_schema


class SessionStore(db.SessionStore):
    @property
    def key_salt(self) -> str:
        return f"kernel.tenancy.sessions.{current_schema()}"
