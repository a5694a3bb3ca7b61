"""What is done regularly for one territory changes no row, no file and nothing in the catalogue of another.

However late it comes, it is done; done twice, it changes nothing more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from celery import current_app
from django.conf import LazySettings
from django.core.mail import EmailMessage
from django.db import connection
from psycopg import sql

from kernel.tenancy import PUBLIC_SCHEMA, periodic, tenant_context
from kernel.tenancy.storage import media_folder
from tests.isolation.caches import leaks_in_caches
from tests.isolation.filling import Filled, Twins
from tests.isolation.marks import around, traces_of
from tests.isolation.test_mails import everything_in

type Capture = Callable[..., AbstractContextManager[Any]]

#: Days by which everything is made older before each turn, so that what ends, expires or is forgotten does.
AGES = (0, 9, 40, 1100)
FAR = 30_000


def columns(schema: str) -> dict[str, list[str]]:
    """Each table, with its moments and days."""
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, attname, atttypid IN ('timestamptz'::regtype, 'date'::regtype)"
            " FROM pg_attribute JOIN pg_class c ON c.oid = attrelid"
            " WHERE relnamespace = to_regnamespace(%s) AND relkind = 'r' AND attnum > 0 AND NOT attisdropped"
            " ORDER BY relname, attnum",
            [schema],
        )
        for table, column, is_moment in cursor.fetchall():
            found.setdefault(table, []).extend([column] if is_moment else [])
    return found


def make_older(schema: str, days: int) -> None:
    """By hand: no trigger is asked, for some things are written once and for all."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, moments in columns(schema).items():
            if not moments or table == "django_migrations":
                continue
            for step in (days + FAR, -FAR):  # at once, a weekly date would take its neighbour's place
                changes = (
                    sql.SQL("{0} = {0} - {1} * interval '1 day'").format(sql.Identifier(one), step)
                    for one in moments
                )
                cursor.execute(
                    sql.SQL("UPDATE {} SET {}").format(
                        sql.Identifier(schema, table), sql.SQL(", ").join(changes)
                    )
                )
        cursor.execute("SET LOCAL session_replication_role = origin")


def state_of(filled: Filled) -> dict[str, str]:
    """A digest of each table of a territory, of what the shared ones say of it, and of its files."""
    schema = filled.territory.schema_name
    asked = [(schema, table, "%") for table in columns(schema)]
    asked += [(PUBLIC_SCHEMA, table, f"%{filled.marks.open}%") for table in columns(PUBLIC_SCHEMA)]
    digests = (
        sql.SQL(
            "SELECT {}, md5(string_agg(one::text, ' ' ORDER BY one::text)) FROM {} one WHERE one::text LIKE {}"
        ).format(f"{schema}.{table}", sql.Identifier(schema, table), pattern)
        for schema, table, pattern in asked
    )
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ALL ").join(digests))
        state = dict(cursor.fetchall())
    files = (path for path in media_folder(schema).rglob("*") if path.is_file())
    return state | {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def run_all(filled: Filled, capture: Capture) -> None:
    for name in sorted(periodic._jobs):
        with tenant_context(filled.territory), capture(execute=True):
            current_app.tasks[name].delay()


@pytest.fixture
def own_files(twins: Twins, settings: LazySettings, tmp_path: Path) -> None:
    """What the tasks delete is no other test's: a rollback does not bring files back."""
    settings.MEDIA_ROOT = str(copytree(settings.MEDIA_ROOT, tmp_path / "media"))


def test_periodic_tasks_of_a_touch_nothing_of_b(
    twins: Twins,
    own_files: None,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: Capture,
) -> None:
    current_app.loader.import_default_modules()
    for age in AGES:
        for filled in (twins.a, twins.b):
            make_older(filled.territory.schema_name, age)
        own, others = state_of(twins.a), state_of(twins.b)
        run_all(twins.a, django_capture_on_commit_callbacks)
        assert state_of(twins.b) == others, f"after {age} days"
        once, sent = state_of(twins.a), len(mailoutbox)
        run_all(twins.a, django_capture_on_commit_callbacks)
        assert [message.subject for message in mailoutbox[sent:]] == [], f"after {age} days, sent twice"
        again = state_of(twins.a)
        assert {name for name in once if once[name] != again.get(name)} == set(), (
            f"after {age} days, done twice"
        )
        assert state_of(twins.a) != own, f"after {age} days, nothing was done: the test proves nothing"
    assert mailoutbox
    for message in mailoutbox:
        text = everything_in(message)
        shown = [around(one, text) for one in traces_of(twins.b.territory, twins.b.marks) if one in text]
        assert not shown, f"“{message.subject}” of A shows {shown}"
    assert not leaks_in_caches(twins)
