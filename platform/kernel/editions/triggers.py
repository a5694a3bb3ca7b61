"""Sees to it that every write to what pages show makes a new edition, whoever writes and how."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from psycopg import sql

from kernel.tenancy import PUBLIC_SCHEMA, current_schema

TRIGGER = "makes_edition"


def watched_tables() -> set[str]:
    """The tables whose rows pages show: all of the apps in EDITION_APPS, without EDITION_QUIET, and EDITION_TABLES."""
    own = {
        model._meta.db_table
        for config in apps.get_app_configs()
        if config.name.partition(".")[0] in settings.EDITION_APPS and config.name in settings.TENANT_APPS
        for model in config.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return (own | settings.EDITION_TABLES) - settings.EDITION_QUIET


def watch_tables(**_signal: Any) -> None:
    """Once a schema has been migrated, give its new tables their trigger. Idempotent."""
    if current_schema() == PUBLIC_SCHEMA:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid"
            " WHERE tgname = %s AND relnamespace = to_regnamespace(%s)",
            [TRIGGER, current_schema()],
        )
        new = watched_tables() - {table for (table,) in cursor.fetchall()}
        for table in sorted(new):
            cursor.execute(
                sql.SQL(
                    "CREATE TRIGGER {} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {}"
                    " FOR EACH STATEMENT EXECUTE FUNCTION edition_changed()"
                ).format(sql.Identifier(TRIGGER), sql.Identifier(current_schema(), table))
            )
