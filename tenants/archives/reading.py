"""Reads an archive back: checks it, and writes its rows into a schema that has tables and no rules yet."""

from __future__ import annotations

import hashlib
import json
import shutil
import zlib
from collections.abc import Iterator
from itertools import batched
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils.translation import gettext as _

from tenants.archives.tables import SEALED, Column, Table, insert_rows, seal, tables_of
from tenants.archives.writing import FORMAT, VERSION

_BATCH = 500
#: What a file that was cut off, or has bytes that are not its own, makes of reading it.
_DAMAGES = (BadZipFile, zlib.error, EOFError)


class BadArchive(Exception):
    """The file cannot be brought in. The message says why."""


class ArchiveReader:
    """An archive whose checksums are right. A context manager."""

    def __init__(self, path: Path) -> None:
        """Reads the whole file once. Raises `BadArchive`."""
        try:
            self.zip = ZipFile(path)
            self.manifest: dict[str, Any] = json.loads(self.zip.read("manifest.json"))
            self.schema: dict[str, Any] = json.loads(self.zip.read("schema.json"))
            lines = [line.split("  ", 1) for line in self.zip.read("SHA256SUMS").decode().splitlines()]
            sums = {name: digest for digest, name in lines}
        except (*_DAMAGES, KeyError, ValueError, OSError) as error:
            raise BadArchive(_("This file is no archive of a territory.")) from error
        if (self.manifest.get("format"), self.manifest.get("version")) != (FORMAT, VERSION):
            raise BadArchive(_("This archive is of a format that this release does not know."))
        self._check(sums)
        self.tables = [
            Table(
                table["name"],
                tuple(table["primary_key"]),
                tuple(Column(**column) for column in table["columns"]),
            )
            for table in self.schema["tables"]
        ]

    def __enter__(self) -> ArchiveReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.zip.close()

    def _check(self, sums: dict[str, str]) -> None:
        entries = {info.filename for info in self.zip.infolist()} - {"SHA256SUMS"}
        if entries != set(sums):
            raise BadArchive(_("The archive lacks files, or has some that it does not name."))
        for name, wanted in sums.items():
            digest = hashlib.sha256()
            try:
                with self.zip.open(name) as file:
                    while block := file.read(1 << 20):
                        digest.update(block)
            except _DAMAGES as error:
                raise BadArchive(_("The archive is damaged: %(name)s.") % {"name": name}) from error
            if digest.hexdigest() != wanted:
                raise BadArchive(_("The archive is damaged: %(name)s.") % {"name": name})

    def fill(self, schema: str) -> None:
        """Write all rows into the schema at hand, `schema`, and set its sequences. Raises `BadArchive`."""
        if _shape(tables_of(schema)) != _shape(self.tables):
            raise BadArchive(
                _("The archive was made by another release, whose tables differ from this one's.")
            )
        opens = self.manifest["seal"] == seal(schema)
        numbers: dict[str, int] = {}
        with connection.cursor() as cursor:
            for table in self.tables:
                if table.name in SEALED and not opens:
                    continue
                statement = insert_rows(table, [column.name for column in table.columns])
                for lines in batched(self._rows(table, numbers), _BATCH):
                    cursor.execute(statement, [f"[{','.join(lines)}]"])
            for name, (last, called) in self.schema["sequences"].items():
                cursor.execute("SELECT setval(%s, %s, %s)", [connection.ops.quote_name(name), last, called])

    def _rows(self, table: Table, numbers: dict[str, int]) -> Iterator[str]:
        with self.zip.open(f"tables/{table.name}.jsonl") as file:
            for line in file:
                text = line.decode()
                if table.content_types:
                    row = json.loads(text)
                    for column in table.content_types:
                        row[column] = _content_type(row[column], numbers)
                    text = json.dumps(row, ensure_ascii=False)
                yield text

    def extract_media(self, folder: Path) -> None:
        """Write the files below a folder, which is made. Raises `BadArchive` for a path that leads out of it."""
        folder.mkdir(parents=True, exist_ok=True)
        for info in self.zip.infolist():
            path = PurePosixPath(info.filename)
            if path.parts[0] != "media":
                continue
            if ".." in path.parts or path.is_absolute() or len(path.parts) < 2:
                raise BadArchive(_("The archive is damaged: %(name)s.") % {"name": info.filename})
            target = folder.joinpath(*path.parts[1:])
            target.parent.mkdir(parents=True, exist_ok=True)
            with self.zip.open(info) as source, target.open("wb") as file:
                shutil.copyfileobj(source, file)


def _shape(tables: list[Table]) -> list[Any]:
    """What must be the same on both sides. Keys and references are rules, which come after the rows."""
    return [(t.name, [(c.name, c.type, c.nullable) for c in t.columns]) for t in tables]


def _content_type(name: str | None, numbers: dict[str, int]) -> int | None:
    if name is None:
        return None
    if name not in numbers:
        app_label, _dot, model = name.partition(".")
        numbers[name] = ContentType.objects.get_or_create(app_label=app_label, model=model)[0].pk
    return numbers[name]
