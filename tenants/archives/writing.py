"""Writes a territory into one file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.db import connection
from psycopg import IsolationLevel

from kernel.tenancy.storage import media_folder
from tenants.archives.models import FOLDER
from tenants.archives.tables import Table, content_type_names, positions_of, seal, select_rows, tables_of
from tenants.registry.models import Territory

FORMAT = "maillage-territory"
VERSION = 1
_BATCH = 1000


def write_archive(*, territory: Territory, to: Path, now: datetime) -> int:
    """Write the archive of a territory; the format is in this app's README. Returns how many rows it holds.

    The tables are read in one snapshot, on a connection of its own, while people go on working. Files that come or
    go meanwhile may be in it or not.
    """
    schema = territory.schema_name
    tables = tables_of(schema)
    sums: dict[str, str] = {}
    counts: dict[str, int] = {}
    with ZipFile(to, "w", ZIP_DEFLATED) as archive, _snapshot() as raw:
        names = content_type_names()
        for table in tables:
            with _entry(archive, f"tables/{table.name}.jsonl", sums) as write:
                counts[table.name] = _write_rows(raw, schema, table, names, write)
        for source in _media(schema):
            name = f"media/{source.relative_to(media_folder(schema)).as_posix()}"
            try:
                file = source.open("rb")
            except FileNotFoundError:  # deleted meanwhile
                continue
            with file, _entry(archive, name, sums, method=ZIP_STORED) as write:
                while block := file.read(1 << 20):
                    write(block)
        description = {"tables": [table.described() for table in tables], "sequences": positions_of(schema)}
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "made_at": now.isoformat(),
            "territory": _described(territory),
            "migrations": _migrations(schema),
            "seal": seal(schema),
            "rows": counts,
        }
        for name, content in (("schema.json", description), ("manifest.json", manifest)):
            with _entry(archive, name, sums) as write:
                write(json.dumps(content, ensure_ascii=False, indent=1).encode())
        archive.writestr("SHA256SUMS", "".join(f"{digest}  {name}\n" for name, digest in sums.items()))
    return sum(counts.values())


@contextmanager
def _snapshot() -> Iterator[Any]:
    """A connection of psycopg's in a transaction that sees the database as it is now."""
    other = connection.copy()
    try:
        other.ensure_connection()
        raw = other.connection
        raw.isolation_level = IsolationLevel.REPEATABLE_READ
        raw.read_only = True
        raw.autocommit = False
        with raw.cursor() as cursor:
            cursor.execute("SET LOCAL TIME ZONE 'UTC'")
        yield raw
        raw.rollback()
    finally:
        other.close()


@contextmanager
def _entry(archive: ZipFile, name: str, sums: dict[str, str], method: int = ZIP_DEFLATED) -> Iterator[Any]:
    """A function that appends bytes to an entry, whose digest is noted at the end. Dates are left out: the same
    territory gives the same bytes."""
    digest = hashlib.sha256()
    info = ZipInfo(name)
    info.compress_type = method
    info.external_attr = 0o600 << 16
    with archive.open(info, "w", force_zip64=True) as file:

        def write(block: bytes) -> None:
            digest.update(block)
            file.write(block)

        yield write
    sums[name] = digest.hexdigest()


def _write_rows(raw: Any, schema: str, table: Table, names: dict[int, str], write: Any) -> int:
    count = 0
    with raw.cursor(name="archive") as cursor:
        cursor.itersize = _BATCH
        cursor.execute(select_rows(schema, table))
        for (text,) in cursor:
            if table.content_types:
                row = json.loads(text)
                for column in table.content_types:
                    row[column] = names.get(row[column])
                text = json.dumps(row, ensure_ascii=False)
            write(text.encode() + b"\n")
            count += 1
    return count


def _media(schema: str) -> Iterator[Path]:
    folder = media_folder(schema)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.relative_to(folder).as_posix().startswith(f"{FOLDER}/"):
            yield path


def _migrations(schema: str) -> list[list[str]]:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT app, name FROM {quote(schema)}.django_migrations ORDER BY 1, 2")  # noqa: S608
        return [list(row) for row in cursor.fetchall()]


def _described(territory: Territory) -> dict[str, Any]:
    return {
        "name": territory.name,
        "slug": territory.slug,
        "schema": territory.schema_name,
        "kind": territory.kind,
        "country": territory.country,
        "communes": sorted(territory.communes.values_list("pk", flat=True)),
        "hosts": sorted(territory.domains.values_list("domain", flat=True)),
    }
