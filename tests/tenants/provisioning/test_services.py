"""What opening a territory gives, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from kernel.accounts.models import User
from kernel.tenancy import current_territory, tenant_context
from kernel.tenancy.schemas import existing_schemas, schema_context
from tenants.geography.models import Commune
from tenants.provisioning import refusals
from tenants.provisioning.communes import centre_of, communes_from_codes, timezone_of
from tenants.provisioning.naming import RESERVED_SLUGS
from tenants.provisioning.services import create_territory
from tenants.provisioning.signals import territory_provisioned
from tenants.registry.models import Domain, Territory
from tests.harness.clients import HostClient
from themes.tokens import BrandChoices


def open_territory(**changes: Any) -> Territory:
    wanted = {
        "name": "GAL Nov’Ardenne",
        "slug": "novardenne",
        "kind": "gal",
        "communes": list(Commune.objects.filter(country="BE", code__in=["84035", "84068"])),
        "editor_email": "Sophie@Novardenne.example",
        "editor_name": "Sophie Gérard",
    }
    return create_territory(**wanted | changes)


def traces() -> tuple[int, int, set[str]]:
    return Territory.objects.count(), Domain.objects.count(), existing_schemas()


def test_a_territory_is_complete_and_live(db: None) -> None:
    seen = []

    def receiver(sender: Any, territory: Territory, **said: Any) -> None:
        context = current_territory()
        seen.append((context and context.slug, said["editor_email"], said["editor_name"], said["brand"]))

    territory_provisioned.connect(receiver)
    try:
        territory = open_territory(hosts=["Bénévolat.Example:443"])
    finally:
        territory_provisioned.disconnect(receiver)
    assert [entry[:3] for entry in seen] == [("novardenne", "sophie@novardenne.example", "Sophie Gérard")]
    assert isinstance(seen[0][3], BrandChoices)

    territory.refresh_from_db()
    assert (territory.schema_name, territory.country, territory.timezone) == (
        "t_novardenne",
        "BE",
        "Europe/Brussels",
    )
    assert territory.state == "trial"
    assert territory.opened_at is not None
    assert sorted(territory.communes.values_list("name", flat=True)) == ["Libin", "Tellin"]
    assert list(territory.domains.order_by("-is_primary").values_list("domain", "is_primary")) == [
        ("novardenne.localhost", True),
        ("xn--bnvolat-byab.example", False),
    ]
    with tenant_context(territory.context()):
        editor = User.objects.get()
        assert (editor.email, editor.first_name, editor.last_name) == (
            "sophie@novardenne.example",
            "Sophie",
            "Gérard",
        )
        assert not editor.has_usable_password()
    assert connection.schema_name == "public"
    assert HostClient("novardenne.localhost").get("/nowhere-at-all/").status_code == 404


def test_rows_of_the_template_come_along_and_sequences_stand_beyond_them(in_a: Any) -> None:
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import Page

    assert Page.objects.filter(depth=1).exists()
    assert Permission.objects.count() > 100
    assert set(Permission.objects.values_list("content_type_id", flat=True)) <= set(
        ContentType.objects.values_list("id", flat=True)
    )
    Group.objects.create(name="a new group, whose number must be free")
    root = Page.objects.get(depth=1)
    root.add_child(instance=Page(title="New", slug="a-new-page"))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname FROM pg_tables WHERE schemaname = %s AND tablename = 'django_content_type'",
            [in_a.schema_name],
        )
        assert cursor.fetchone() is None


def test_a_failing_receiver_undoes_everything(db: None) -> None:
    before = traces()

    def fail(sender: Any, **_: Any) -> None:
        default_storage.save("left/behind.txt", __import__("io").BytesIO(b"x"))
        raise ZeroDivisionError

    territory_provisioned.connect(fail)
    try:
        with pytest.raises(ZeroDivisionError):
            open_territory()
    finally:
        territory_provisioned.disconnect(fail)
    assert traces() == before
    with schema_context("t_novardenne"):
        assert not default_storage.exists("left/behind.txt")
    assert open_territory().state == "trial"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        *(
            ({"slug": slug}, refusals.InvalidSlug)
            for slug in [
                "",
                "a",
                "Libin",
                "l'hay",
                "é",
                "a--b",
                "-a",
                "a-",
                "1a",
                "a_b",
                "a.b",
                "x" * 41,
                "a b",
                "a\n",
            ]
        ),
        *(
            ({"slug": slug}, refusals.ReservedSlug)
            for slug in ["www", "admin", "api", "portail", "media", "network"]
        ),
        ({"slug": "vallee-claire"}, refusals.SlugTaken),
        ({"name": "  "}, refusals.InvalidName),
        ({"name": "x" * 81}, refusals.InvalidName),
        ({"kind": "kingdom"}, refusals.InvalidKind),
        ({"communes": []}, refusals.NoCommunes),
        ({"editor_email": "nobody"}, refusals.InvalidEditor),
        ({"hosts": ["not a host"]}, refusals.InvalidDomain),
        ({"hosts": ["other.localhost"]}, refusals.InvalidDomain),
        ({"hosts": ["www.localhost"]}, refusals.InvalidDomain),
        (
            {"brand": BrandChoices(primary="#ffff00", accent="#ffffff", preset="none such")},
            refusals.InvalidBrand,
        ),
    ],
)
def test_refusals_leave_nothing_behind(db: None, changes: dict[str, Any], refusal: type[Exception]) -> None:
    before = traces()
    with pytest.raises(refusal) as caught:
        open_territory(**changes)
    assert len(str(caught.value)) > 20
    assert traces() == before
    assert connection.schema_name == "public"


def test_a_taken_host_and_an_occupied_schema_are_refused(db: None, territory_a: Any) -> None:
    Domain.objects.bulk_create([Domain(domain="a.example", tenant_id=territory_a.id, is_primary=False)])
    before = traces()
    with pytest.raises(refusals.DomainTaken):
        open_territory(hosts=["A.example."])
    assert traces() == before
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA t_novardenne")
    with pytest.raises(refusals.SchemaOccupied):
        open_territory()


def test_reserved_names_are_slugs_or_could_not_be_asked_for() -> None:
    assert len(RESERVED_SLUGS) > 100


def test_communes_of_two_countries_are_refused(db: None) -> None:
    both = list(Commune.objects.filter(pk__in=["BE-84035", "BE-84068", "FR-54395"]))
    with pytest.raises(refusals.ForeignCommunes, match="Nancy"):
        open_territory(communes=both)


def test_codes_of_communes(db: None, django_assert_num_queries: Callable) -> None:
    with django_assert_num_queries(1):
        found = communes_from_codes(["84077", " be-84035", "84068", "84035"], country="BE")
    assert [commune.id for commune in found] == ["BE-84035", "BE-84077", "BE-84068"]
    assert [c.id for c in communes_from_codes(["92094", "84035"])] == ["BE-84035", "BE-92094"], (
        "one settles the other"
    )
    together = communes_from_codes(["84035", "84077", "84059", "84068"])
    assert {c.country for c in together} == {"BE"}, "neighbours there, scattered over Vaucluse"
    with pytest.raises(refusals.AmbiguousCommunes, match="84035"):
        communes_from_codes(["84035"])
    with pytest.raises(refusals.UnknownCommunes, match="99999"):
        communes_from_codes(["84035", "99999"])
    with pytest.raises(refusals.ForeignCommunes, match="Nancy"):
        communes_from_codes(["54395"], country="BE")
    with pytest.raises(refusals.ForeignCommunes):
        communes_from_codes(["54395", "92094"])
    with pytest.raises(refusals.NoCommunes):
        communes_from_codes([" ", ""])


def test_centre_and_time_zone() -> None:
    def commune(latitude: float, population: int | None, code: str = "54395", country: str = "FR") -> Commune:
        return Commune(country=country, code=code, latitude=latitude, longitude=2.0, population=population)

    assert centre_of([commune(48.0, 3000), commune(49.0, 1000)]) == (48.25, 2.0)
    assert centre_of([commune(48.0, None)]) == (48.0, 2.0)
    assert timezone_of([commune(0, 1)]) == "Europe/Paris"
    assert timezone_of([commune(0, 1, "97411")]) == "Indian/Reunion"
    assert timezone_of([commune(0, 1, "97411", "BE")]) == "Europe/Brussels"


def test_the_command_opens_and_says_where(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("create_territory", name="Namur", slug="namur", communes="92094", verbosity=2)
    said = capsys.readouterr().out
    assert "http://namur.localhost:8000" in said
    assert "editor@namur.example" in said
    assert "live" in said
    assert Territory.objects.get(slug="namur").kind == "city"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"communes": "00000"}, "00000"),
        ({"communes": "84035"}, "84035"),
        ({"communes": "84035,54395", "country": "BE"}, "Nancy"),
        ({"slug": "www"}, "www"),
        ({"communes": ","}, ""),
        ({"primary": "red"}, "red"),
    ],
)
def test_the_command_refuses_in_one_line(db: None, options: dict[str, str], words: str) -> None:
    before = traces()
    with pytest.raises(CommandError) as caught:
        call_command("create_territory", **{"name": "Namur", "slug": "namur", "communes": "92094"} | options)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.returncode == 1
    assert traces() == before
