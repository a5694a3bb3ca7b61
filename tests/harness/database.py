"""A migrated database with two territories, built once per state of the code and copied for each worker.

Copying takes about 0.2 s. The original stays in the test cluster between runs; its name holds a digest of
everything that shapes it.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import distributions
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.core.cache import caches
from django.db import connection, connections
from django.test import override_settings
from psycopg import sql

from kernel.tenancy import TerritoryContext

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("platform", "tenants", "matching", "cms", "themes")

#: What the two look-alike territories are made of. Libin and Tellin are neighbours.
TERRITORIES = (
    ("Vallée-Claire", "vallee-claire", "BE-84035"),
    ("Val-Sombre", "val-sombre", "BE-84068"),
)
EDITOR_PASSWORD = "editor-of-tests"
#: Belgium, and the départements that the demo and the tests speak of (84 shares its codes with Belgium).
DIVISIONS = ("FR-52", "FR-54", "FR-84")

_LOCK = 0x54455354


def digest() -> str:
    """Changes with anything that the template database is made from."""
    parts = hashlib.sha256()
    for dist in sorted(f"{d.name}=={d.version}" for d in distributions()):
        parts.update(dist.encode())
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            if path.is_file() and _shapes_the_database(path):
                parts.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    parts.update(Path(__file__).read_bytes())
    parts.update(" ".join([*settings.SHARED_APPS, "/", *settings.TENANT_APPS]).encode())
    return parts.hexdigest()[:12]


def _shapes_the_database(path: Path) -> bool:
    folders = set(path.relative_to(ROOT).parts[:-1])
    if path.suffix == ".py":
        return (
            not folders.isdisjoint({"migrations", "models", "seeds", "provisioning", "branding"})
            or path.name in {"models.py", "storage.py", "schemas.py", "roles.py"}
            or b"territory_provisioned" in path.read_bytes()
        )
    return path.name == "communes.csv.gz" or (path.suffix == ".toml" and "seeds" in folders)


@contextmanager
def maintenance() -> Iterator[psycopg.Cursor]:
    """A cursor on the cluster's own database, outside transactions and outside Django's connections."""
    target = connections["default"].copy()
    target.settings_dict["NAME"] = "postgres"
    parameters = target.get_connection_params()
    parameters.pop("cursor_factory", None)
    parameters.pop("context", None)
    with psycopg.connect(**parameters, autocommit=True) as connected, connected.cursor() as cursor:
        # Where the system can copy files by itself, copying a database costs a fifth.
        cursor.execute(
            "SELECT set_config(name, 'clone', false) FROM pg_settings"
            " WHERE name = 'file_copy_method' AND 'clone' = ANY(enumvals)"
        )
        yield cursor


def url_of(name: str) -> str:
    """URL of another database of the test cluster, for processes that a test starts."""
    parts = urlsplit(settings.DATABASE_URL)
    return parts._replace(path=f"/{name}").geturl()


class WorkerDatabase:
    """This process's copy of the template database, and of the media files that belong to it."""

    def __init__(self, name: str = "run") -> None:
        self.template = f"maillage_test_{digest()}"
        self.name = f"maillage_{name}_{os.getpid()}"
        self.media = Path(tempfile.mkdtemp(prefix="maillage-media-"))

    @property
    def template_media(self) -> Path:
        return settings.VAR / "templates" / self.template

    def create(self) -> None:
        """Build the template if nobody has, then copy it. Django's connection points at the copy afterwards."""
        with maintenance() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
            _drop_leftovers(cursor, keep=self.template)
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.template])
            if not cursor.fetchone():
                self._build_template(cursor)
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
        self.restore()
        self.territories = _contexts()
        connection.close()

    def restore(self) -> None:
        """Throw the copy away and make it anew: what a test that commits leaves behind goes with it."""
        connections.close_all()
        with maintenance() as cursor:
            _recreate(cursor, self.name, template=self.template)
        shutil.rmtree(self.media, ignore_errors=True)
        shutil.copytree(self.template_media, self.media)
        _point_to(self.name)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Django works on this copy meanwhile, on the one before again afterwards."""
        before = settings.DATABASES["default"]["NAME"]
        connections.close_all()
        _point_to(self.name)
        try:
            with override_settings(MEDIA_ROOT=str(self.media)):
                yield
        finally:
            connections.close_all()
            _point_to(before)

    def drop(self) -> None:
        connections.close_all()
        with maintenance() as cursor:
            cursor.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(self.name))
            )
        shutil.rmtree(self.media, ignore_errors=True)

    def _build_template(self, cursor: psycopg.Cursor) -> None:
        building = f"maillage_building_{os.getpid()}"
        shutil.rmtree(self.template_media, ignore_errors=True)
        self.template_media.mkdir(parents=True)
        _recreate(cursor, building, template="template0")
        _point_to(building)
        previous, settings.MEDIA_ROOT = settings.MEDIA_ROOT, str(self.template_media)
        try:
            _fill()
        finally:
            settings.MEDIA_ROOT = previous
            connections.close_all()
        cursor.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(building), sql.Identifier(self.template)
            )
        )
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        cursor.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(self.template), sql.Literal(today))
        )


def _contexts() -> tuple[TerritoryContext, TerritoryContext]:
    from tenants.registry.models import Territory

    by_slug = {territory.slug: territory.context() for territory in Territory.objects.all()}
    first, second = (by_slug[slug] for _, slug, _ in TERRITORIES)
    return first, second


def _fill() -> None:
    """Migrate, load some communes, open the two territories."""
    from tenants.geography.models import Commune
    from tenants.geography.reference import read_reference, write_reference
    from tenants.geography.services import load_communes
    from tenants.provisioning.migrating import migrate_territories
    from tenants.provisioning.services import create_territory

    migrate_territories()
    with tempfile.TemporaryDirectory() as folder:
        some = Path(folder) / "communes.csv.gz"
        write_reference(
            some,
            (
                r
                for r in read_reference()
                if r.country == "BE" or f"{r.country}-{r.division_code}" in DIVISIONS
            ),
        )
        load_communes(path=some)
    for name, slug, commune in TERRITORIES:
        create_territory(
            name=name,
            slug=slug,
            kind="city",
            communes=[Commune.objects.get(pk=commune)],
            editor_email=f"editor@{slug}.example",
            editor_name="Édith Rédactrice",
            editor_password=EDITOR_PASSWORD,
        )
    caches["default"].clear()


def _point_to(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


def _recreate(cursor: psycopg.Cursor, name: str, *, template: str) -> None:
    cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    cursor.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
            sql.Identifier(name), sql.Identifier(template)
        )
    )


def _drop_leftovers(cursor: psycopg.Cursor, *, keep: str) -> None:
    """Copies of runs that were killed, and templates of other days."""
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    cursor.execute(
        "SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database"
        " WHERE datname ~ '^maillage_(run|filled|complete|building|test)_'"
    )
    for name, comment in cursor.fetchall():
        if name == keep or comment == today:
            continue
        if not name.startswith("maillage_test_") and Path(f"/proc/{name.rpartition('_')[2]}").exists():
            continue
        with suppress(psycopg.Error):
            cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
            shutil.rmtree(settings.VAR / "templates" / name, ignore_errors=True)
