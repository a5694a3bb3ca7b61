"""A territory leaves in one file, and is the same where it comes in."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from engagement.missions.models import Mission
from engagement.volunteers.models import Volunteer
from kernel.accounts.models import User
from kernel.mail.models import OutgoingMail
from kernel.tenancy import TerritoryContext, TerritoryState, tenant_context
from kernel.tenancy.schemas import existing_schemas
from kernel.tenancy.storage import media_folder
from matching.catalogue.models import Opportunity, OutboxEntry
from matching.catalogue.reconciling import rebuild_territory, reconcile_territory
from matching.envelopes.models import Envelope
from matching.network.models import IncomingRule
from tenants.archives import services
from tenants.archives.leaving import follow_notice
from tenants.archives.models import Archive
from tenants.archives.reading import BadArchive
from tenants.archives.services import (
    LEFTOVERS_LAST,
    NotYet,
    delete_territory,
    discard_expired,
    import_territory,
    restore_territory,
)
from tenants.archives.tasks import follow_notices
from tenants.archives.writing import write_archive
from tenants.console.services import note_failure, take_vitals
from tenants.observatory.models import Snapshot
from tenants.registry.domains import claim_domain
from tenants.registry.models import Domain, Territory
from tenants.registry.services import give_notice, resume_territory
from tests.factories.engagement import MissionFactory, VolunteerFactory
from tests.harness.clients import HostClient

pytestmark = pytest.mark.django_db(transaction=True)

#: Where the new name and host stand, and what only its own installation and schema can open.
DIFFERS = {"wagtailcore_site", "branding_brand", "mfa_authenticator"}


@pytest.fixture
def territory(territory_a: TerritoryContext) -> Iterator[Territory]:
    """A territory with a mission, a volunteer, a file, and words that are hard to write down."""
    with tenant_context(territory_a):
        mission = MissionFactory(title="L’été « brûlant » \\ 100 % \u2603")
        VolunteerFactory()
        default_storage.save("logo/mark.txt", ContentFile(b"a mark"))
        assert Opportunity.objects.count() or mission.pk
    return Territory.objects.get(pk=territory_a.id)


def contents(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {
            name: archive.read(name)
            for name in archive.namelist()
            if name.startswith(("tables/", "media/")) and Path(name).stem not in DIFFERS
        }


def test_export_import_export_are_the_same(territory: Territory, tmp_path: Path) -> None:
    now = timezone.now()
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    assert write_archive(territory=territory, to=first, now=now) > 100
    twin = import_territory(path=first, slug="val-jumeau", name="Val-Jumeau", now=now)
    write_archive(territory=twin, to=second, now=now)
    left, right = contents(first), contents(second)
    assert left.keys() == right.keys()
    assert [name for name in left if left[name] != right[name]] == []
    assert any(name.startswith("media/logo/") for name in left)
    assert b"missions_mission" in b"".join(name.encode() for name in left)

    manifest = json.loads(ZipFile(first).read("manifest.json"))
    assert (manifest["format"], manifest["version"]) == ("maillage-territory", 1)
    assert manifest["rows"]["missions_mission"] == 1
    described = {t["name"]: t for t in json.loads(ZipFile(first).read("schema.json"))["tables"]}
    assert described["missions_mission"]["primary_key"] == ["id"]
    assert {"name": "commune_id", "type": "character varying(8)", "nullable": False,
            "references": "geography_commune"} in described["missions_mission"]["columns"]  # fmt: skip
    assert "django_session" not in described

    # It lives: its pages answer, its mission is in the catalogue, its numbers go on, its people come in.
    page = HostClient("val-jumeau.localhost").get("/")
    assert page.status_code == 200
    assert "Val-Jumeau" in page.content.decode()
    assert Opportunity.objects.filter(territory=twin, is_open=True).count() == 1
    with tenant_context(twin.context()):
        assert MissionFactory().pk
        client = HostClient("val-jumeau.localhost", twin.context())
        client.force_login(User.objects.get(email="editor@vallee-claire.example"))
    assert client.get("/admin/pages/", follow=True).status_code == 200

    # Back to where it was.
    with pytest.raises(CommandError, match="--yes"):
        call_command("restore_territory", "val-jumeau", second)
    call_command("restore_territory", "val-jumeau", second, yes=True)
    third = tmp_path / "third.zip"
    call_command("export_territory", "val-jumeau", third)
    assert contents(third) == right
    with pytest.raises(BadArchive):
        restore_territory(territory=twin, path=first, now=now)


def test_what_is_wrong_with_a_file_is_said_and_leaves_nothing(territory: Territory, tmp_path: Path) -> None:
    now, good, bad = timezone.now(), tmp_path / "good.zip", tmp_path / "bad.zip"
    write_archive(territory=territory, to=good, now=now)
    before = existing_schemas()
    bad.write_bytes(b"nothing")
    with pytest.raises(BadArchive):
        import_territory(path=bad, slug="val-jumeau", now=now)
    for changed in ("tables/missions_mission.jsonl", "media/logo/mark.txt"):
        with ZipFile(good) as source, ZipFile(bad, "w") as target:
            for name in source.namelist():
                data = source.read(name)
                target.writestr(name, data[:-1] + b" " if name == changed else data)
        with pytest.raises(BadArchive, match=changed):
            import_territory(path=bad, slug="val-jumeau", now=now)
    whole = good.read_bytes()
    with ZipFile(good) as source:
        inside = next(one for one in source.infolist() if one.filename == "tables/missions_mission.jsonl")
    place = inside.header_offset + 30 + len(inside.filename) + inside.compress_size // 2
    for damaged in (whole[: len(whole) // 2], whole[:place] + b"\xff" * 9 + whole[place + 9 :]):
        bad.write_bytes(damaged)  # the download broke off; the disk lost some bytes
        with pytest.raises(BadArchive):
            import_territory(path=bad, slug="val-jumeau", now=now)
    with ZipFile(bad, "w") as target:
        for name in ("manifest.json", "schema.json"):
            target.writestr(name, "{}")
        target.writestr("SHA256SUMS", "nothing")
    with pytest.raises(BadArchive):
        import_territory(path=bad, slug="val-jumeau", now=now)
    with pytest.raises(CommandError):
        call_command("import_territory", good)  # there is one of this name
    assert existing_schemas() == before
    shutil.rmtree(tmp_path)


def test_an_archive_is_for_operators_of_its_territory_and_for_a_time(
    territory: Territory, territory_a: TerritoryContext, territory_b: TerritoryContext
) -> None:
    clients = {}
    for context in (territory_a, territory_b):
        clients[context.slug] = HostClient(context.primary_host, context)
        with tenant_context(context):
            clients[context.slug].force_login(User.objects.get(email=f"editor@{context.slug}.example"))
    own, other = clients.values()
    assert own.post("/admin/territory/export/").status_code == 302
    archive = Archive.objects.get()
    assert archive.ready_at, "made by the task"
    link = f"/admin/territory/export/{archive.code}/"
    assert link in own.get("/admin/territory/export/").content.decode()
    answer = own.get(link)
    assert b"".join(answer)[:2] == b"PK"  # type: ignore[arg-type]
    assert other.get(link).status_code == 404
    assert archive.code not in other.get("/admin/territory/export/").content.decode()
    assert HostClient(territory_a.primary_host).get(link).status_code == 302
    assert own.get(f"/media/{archive.path}").status_code == 404
    Archive.objects.update(expires_at=timezone.now())
    assert own.get(link).status_code == 404
    assert discard_expired(now=timezone.now()) == 1
    with tenant_context(territory_a):
        assert not default_storage.exists(archive.path)

    # A worker that was killed leaves half a file, which has people in it.
    dead = Archive.objects.create(territory=territory, requested_at=timezone.now())
    with tenant_context(territory_a):
        default_storage.save(dead.path, ContentFile(b"PK"))
    assert discard_expired(now=timezone.now()) == 0
    assert discard_expired(now=timezone.now() + LEFTOVERS_LAST) == 1
    with tenant_context(territory_a):
        assert not default_storage.exists(dead.path)


def subjects() -> list[str]:
    """Of what was written to who runs the territory."""
    return [message.subject for message in mail.outbox if message.to == ["editor@vallee-claire.example"]]


def fill_the_network(territory: Territory, now: datetime) -> list[str]:
    """What stands outside a territory's schema and speaks of it, of each kind. Returns words to know it by."""
    other = Territory.objects.exclude(pk=territory.pk).get()
    with tenant_context(territory.context()):
        take_vitals(now=now)
        note_failure(task="x", error="y", now=now)
        rebuild_territory()
        reconcile_territory(now=now)
        person = Volunteer.objects.get().user
        for alias in ("default", "renditions"):
            caches[alias].set("seen", person.email)
        words = [person.email, Mission.objects.get().title, territory.schema_name]
    counts = dict.fromkeys(("missions", "places", "volunteers", "participations", "givers", "minutes"), 9)
    Snapshot.objects.create(
        territory=territory, month=now.date().replace(day=1), axis="all", taken_at=now, **counts
    )
    OutboxEntry.objects.create(schema_name=territory.schema_name, mission_id=1)
    IncomingRule.objects.update_or_create(territory=territory, defaults={"reach": "none", "neighbour_km": 9})
    Envelope.objects.create(sender=other, recipient=territory, sealed="x")
    return words


def what_is_left(territory: Territory, words: list[str]) -> dict[str, set[str]]:
    """Tables of the network with a row that refers to a territory or says one of the words; files; cached entries."""
    left: dict[str, set[str]] = {"rows": set(), "words": set(), "files": set(), "keys": set()}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c JOIN pg_attribute a"
            " ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]"
            " WHERE c.contype = 'f' AND c.confrelid = 'public.registry_territory'::regclass"
        )
        for table, column in cursor.fetchall():
            cursor.execute(f"SELECT 1 FROM {table} WHERE {column} = %s", [territory.pk])
            left["rows"] |= {table} if cursor.fetchone() else set()
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'SELECT 1 FROM public."{table}" t WHERE t::text LIKE ANY(%s)',
                [[f"%{word}%" for word in words]],
            )
            left["words"] |= {table} if cursor.fetchone() else set()
    left["files"] = {str(path) for path in Path(settings.MEDIA_ROOT).rglob(f"*{territory.schema_name}*")}
    served = caches["default"]._cache.get_client(write=True)  # type: ignore[attr-defined]
    left["keys"] = {key.decode() for key in served.scan_iter(match=f"*{territory.schema_name}*")}
    return left


def test_a_territory_leaves_step_by_step_however_late_often_or_broken_the_rounds_are(
    territory: Territory, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, day = timezone.now(), timedelta(days=1)
    with pytest.raises(NotYet):
        delete_territory(territory=territory, now=now)
    Domain.objects.create(domain="benevolat.example", tenant=territory, is_primary=False)
    claim_domain(territory=territory, domain="autre.example", now=now)
    words = fill_the_network(territory, now)
    assert all(what_is_left(territory, words).values())
    give_notice(territory=territory, now=now, reason="Fusion")
    assert subjects() == ["Vallée-Claire va être supprimé"]
    archive = territory.archives.get()  # made with the notice
    assert archive.ready_at is not None
    assert discard_expired(now=now + 30 * day) == 0
    with pytest.raises(NotYet, match="préavis"):
        delete_territory(territory=territory, now=now)

    for late in (20, 20, 24, 25):
        follow_notice(territory_id=territory.pk, now=now + late * day)
    assert subjects()[1:] == ["Vallée-Claire : la suppression approche"]
    # Who has an account was told once, a day after.
    others = [one for one in mail.outbox if one.to != ["editor@vallee-claire.example"]]
    assert {one.subject for one in others} == {"Vallée-Claire ferme définitivement"}
    assert [one.to for one in others].count([words[0]]) == 1
    assert "/mes-donnees/" in others[0].body

    # An archive that is gone is made again, and a week is left to take it away.
    Archive.objects.all().delete()
    with pytest.raises(NotYet, match="export"):
        delete_territory(territory=territory, now=now + 31 * day)
    follow_notice(territory_id=territory.pk, now=now + 31 * day)
    follow_notice(territory_id=territory.pk, now=now + 37 * day)
    territory.refresh_from_db()
    assert territory.state == TerritoryState.LEAVING

    # Dies in the middle: nothing has happened. Dies right after: what is left of the files is swept.
    folder = media_folder(territory.schema_name)
    with monkeypatch.context() as patch:
        patch.setattr(services, "release_domains", broken)
        with pytest.raises(Broken):
            follow_notice(territory_id=territory.pk, now=now + 38 * day)
        assert territory.schema_name in existing_schemas()
        assert HostClient("vallee-claire.localhost").get("/").status_code == 503
    with monkeypatch.context() as patch:
        patch.setattr(services, "discard_schema_media", broken)
        with pytest.raises(Broken):
            follow_notice(territory_id=territory.pk, now=now + 38 * day)
    assert folder.exists()
    follow_notices()
    assert not folder.exists()

    follow_notice(territory_id=territory.pk, now=now + 39 * day)
    assert delete_territory(territory=territory, now=now + 39 * day).state == TerritoryState.GONE
    assert territory.schema_name not in existing_schemas()
    assert list(Domain.objects.filter(tenant=territory).values_list("domain", flat=True)) == [
        "vallee-claire.localhost"
    ]
    assert territory.claims.get().state == "removed"
    assert not Opportunity.objects.filter(territory=territory).exists()
    assert HostClient("vallee-claire.localhost").get("/").status_code == 410
    assert subjects()[2:] == ["Vallée-Claire est supprimé"]
    assert what_is_left(territory, words) == {
        # What it was called and paid, and what was agreed and proved: never a citizen.
        "rows": {"registry_domain", "registry_domainclaim", "registry_shortpath", "billing_subscription"},
        "words": {"registry_territory"},
        "files": set(),
        "keys": set(),
    }
    assert not OutgoingMail.objects.filter(kind="territory_deleted").exists()  # nor is the address
    with connection.cursor() as cursor:
        cursor.execute("SELECT act FROM audit_entry ORDER BY id DESC LIMIT 1")
        assert cursor.fetchone() == ("territory.delete",)


class Broken(Exception):
    pass


def broken(*_args: Any, **_options: Any) -> None:
    raise Broken


def test_a_notice_is_taken_back_until_the_last_day_and_two_rounds_at_once_delete_once(
    territory: Territory,
) -> None:
    now, day = timezone.now(), timedelta(days=1)
    give_notice(territory=territory, now=now)
    follow_notice(territory_id=territory.pk, now=now + day / 2)
    assert len(mail.outbox) == 1, "nobody but the team was told of it yet"
    follow_notice(territory_id=territory.pk, now=now + day)
    resume_territory(territory=territory, now=now + 29 * day, reason="Une erreur")
    follow_notice(territory_id=territory.pk, now=now + 40 * day)
    with tenant_context(territory.context()):
        address = Volunteer.objects.get().user.email
    assert [message.subject for message in mail.outbox if message.to == [address]] == [
        "Vallée-Claire ferme définitivement",
        "Vallée-Claire reste",
    ]
    assert subjects() == ["Vallée-Claire va être supprimé", "Vallée-Claire reste"]
    assert HostClient("vallee-claire.localhost").get("/").status_code == 200

    give_notice(territory=territory, now=now + 40 * day)
    Archive.objects.update(ready_at=now + 41 * day)
    failures: list[BaseException] = []

    def round_() -> None:
        try:
            follow_notice(territory_id=territory.pk, now=now + 75 * day)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=round_) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    assert subjects().count("Vallée-Claire est supprimé") == 1
    assert territory.schema_name not in existing_schemas()
