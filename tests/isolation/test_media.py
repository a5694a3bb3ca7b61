"""Files, renditions included, are one territory's: on disk, by name, and on the web."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image as Picture

from kernel.tenancy import TerritoryContext, tenant_context
from tests.harness.clients import HostClient

TRAVERSALS = [
    "../t_val_sombre/secret.txt",
    "..%2Ft_val_sombre%2Fsecret.txt",
    "%2e%2e/t_val_sombre/secret.txt",
    "x/../../t_val_sombre/secret.txt",
    "..\\t_val_sombre\\secret.txt",
    "/t_val_sombre/secret.txt",
    "//t_val_sombre/secret.txt",
    "t_val_sombre/secret.txt",
    "../../../../../../etc/passwd",
    "secret.txt%00.png",
    "",
    ".",
    "..",
]


@pytest.fixture
def secret_of_b(territory_b: TerritoryContext) -> str:
    with tenant_context(territory_b):
        default_storage.delete("secret.txt")
        return str(default_storage.save("secret.txt", ContentFile(b"a secret of B")))


def test_the_same_name_is_two_files(
    territory_a: TerritoryContext, territory_b: TerritoryContext, secret_of_b: str
) -> None:
    with tenant_context(territory_a):
        assert not default_storage.exists("secret.txt")
        name = default_storage.save("notes/secret.txt", ContentFile(b"of A"))
        path = Path(default_storage.path(name))
        assert path.is_relative_to(Path(settings.MEDIA_ROOT) / territory_a.schema_name)
        assert default_storage.url(name) == "/media/notes/secret.txt"
    with tenant_context(territory_b):
        assert not default_storage.exists(name)
        default_storage.delete(name)
    assert path.read_bytes() == b"of A"


@pytest.mark.parametrize(
    "name", ["../t_val_sombre/secret.txt", "/etc/passwd", "x/../../t_val_sombre/secret.txt"]
)
def test_the_storage_does_not_leave_its_folder(
    territory_a: TerritoryContext, secret_of_b: str, name: str
) -> None:
    with tenant_context(territory_a):
        for use in (
            default_storage.path,
            default_storage.open,
            default_storage.exists,
            default_storage.delete,
        ):
            with pytest.raises(SuspiciousFileOperation):
                use(name)


def test_a_file_is_served_at_its_own_host_only(
    client_a: HostClient, client_b: HostClient, network_client: HostClient, secret_of_b: str
) -> None:
    answer = client_b.get("/media/secret.txt")
    assert b"".join(answer.streaming_content) == b"a secret of B"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client_a.get("/media/secret.txt").status_code == 404
    assert network_client.get("/media/secret.txt").status_code == 404


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_path_leads_out_of_the_folder(client_a: HostClient, secret_of_b: str, path: str) -> None:
    answer = client_a.get(f"/media/{path}")
    assert answer.status_code in {301, 302, 404}
    assert b"secret of B" not in answer.content
    assert b"root:" not in answer.content


def test_documents_are_served_by_the_view_that_knows_who_may_read(
    client_a: HostClient, territory_a: TerritoryContext
) -> None:
    with tenant_context(territory_a):
        name = default_storage.save("documents/minutes.txt", ContentFile(b"private"))
    assert client_a.get(f"/media/{name}").status_code == 404
    assert client_a.get(f"/media/./{name}").status_code == 404


# Wagtail leaves the temporary file of a rendition to the garbage collector.
@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")
def test_renditions_of_the_same_image_number_do_not_mix(
    db: None,
    client_a: HostClient,
    client_b: HostClient,
    territory_a: TerritoryContext,
    territory_b: TerritoryContext,
) -> None:
    from wagtail.images import get_image_model

    image_model = get_image_model()
    urls = []
    for territory, colour in ((territory_a, (255, 0, 0)), (territory_b, (0, 0, 255))):
        with tenant_context(territory):
            file = BytesIO()
            Picture.new("RGB", (64, 64), colour).save(file, "PNG")
            image = image_model.objects.create(
                id=5000, title="The same", file=ContentFile(file.getvalue(), name="same.png")
            )
            image.get_rendition("fill-16x16")
            # From the cache this time, whose key holds the image's number and the filter only.
            urls.append(image_model.objects.get(pk=5000).get_rendition("fill-16x16").url)
    assert urls[0] == urls[1]
    for client, colour in ((client_a, (255, 0, 0)), (client_b, (0, 0, 255))):
        answer = client.get(urls[0])
        with Picture.open(BytesIO(b"".join(answer.streaming_content))) as seen:
            assert seen.convert("RGB").getpixel((3, 3)) == colour
