"""A territory's brand: one row, judged colours, files derived from it, the same in every page."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from kernel.tenancy import tenant_context
from themes.branding import mesh
from themes.branding.models import Brand
from themes.branding.selectors import current_brand
from themes.branding.services import InaccessibleColours, NotATerritory, set_brand
from themes.tokens import InvalidChoice, InvalidColour
from themes.tokens.mesh import MeshPoint

GREEN = {"name": "Val Vert", "primary": "#1f5c3f", "accent": "#d1942b"}


def test_the_portal_wears_the_houses_brand_without_a_query(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert current_brand().name == "Maillage"


def test_the_portal_has_no_brand_to_set(db):
    with pytest.raises(NotATerritory):
        set_brand(**GREEN)


def test_a_brand_is_set_and_read_back(in_a):
    set_brand(**GREEN, tagline="Ensemble", font_pair="warm", radius="large", preset="place", demo_notice=True)
    brand = current_brand()
    assert (brand.name, brand.tagline, brand.preset, brand.demo_notice) == (
        "Val Vert",
        "Ensemble",
        "place",
        True,
    )
    assert brand.theme_url == f"/theme-{brand.hash}.css"


def test_a_warm_brand_costs_no_query(in_a, django_assert_num_queries):
    current_brand()
    with django_assert_num_queries(0):
        current_brand()


def test_a_change_shows_once_committed(in_a, django_capture_on_commit_callbacks):
    before = current_brand()
    with django_capture_on_commit_callbacks(execute=True):
        set_brand(**GREEN)
        assert current_brand() == before
    assert current_brand().name == "Val Vert"


def test_a_change_shows_even_when_the_commit_comes_after_the_thread_has_left(
    db, territory_a, django_capture_on_commit_callbacks
):
    with tenant_context(territory_a):
        current_brand()
    with django_capture_on_commit_callbacks(execute=True), tenant_context(territory_a):
        set_brand(**GREEN)
    with tenant_context(territory_a):
        assert current_brand().name == "Val Vert"


def test_territories_do_not_share_a_brand(db, territory_a, territory_b, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), tenant_context(territory_a):
        set_brand(**GREEN)
    with tenant_context(territory_b):
        assert current_brand().name != "Val Vert"


def test_a_second_setting_replaces_the_first(in_a):
    set_brand(**GREEN)
    set_brand(**GREEN | {"name": "Val Bleu"})
    assert Brand.objects.get().name == "Val Bleu"


def test_the_database_holds_one_brand(in_a):
    set_brand(**GREEN)
    with pytest.raises(IntegrityError), transaction.atomic():
        Brand.objects.create(id=2, name="Other", primary="#000000", accent="#000000")


def test_illegible_colours_are_refused_with_the_nearest_that_pass(in_a):
    Brand.objects.all().delete()
    with pytest.raises(InaccessibleColours) as refusal:
        set_brand(name="Jaune", primary="#f2b705", accent="#5b2a5e")
    suggestion = refusal.value.review.suggestion
    assert suggestion.primary in str(refusal.value)
    assert not Brand.objects.exists()
    set_brand(name="Jaune", primary=suggestion.primary, accent="#5b2a5e")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"primary": "green"}, InvalidColour),
        ({"accent": "#12"}, InvalidColour),
        ({"font_pair": "comic"}, InvalidChoice),
        ({"preset": "other"}, InvalidChoice),
        ({"name": "  "}, ValidationError),
        ({"name": "x" * 81}, ValidationError),
    ],
)
def test_what_is_not_on_offer_is_refused(in_a, change, error):
    with pytest.raises(error):
        set_brand(**GREEN | change)


def test_a_logo_replaces_the_mark_and_is_cleaned(in_a):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><path d="M0 0h9v9z"/></svg>'
    assert current_brand().logo_url.startswith("/mark.svg")
    brand = set_brand(**GREEN, logo=ContentFile(svg, name="mine.svg"))
    with brand.logo.open() as file:
        saved = file.read()
    assert b"script" not in saved
    assert b"M0 0h9v9z" in saved


def test_the_theme_is_immutable_at_its_own_address(client_a, in_a):
    url = current_brand().theme_url
    response = client_a.get(url)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/css")
    assert "immutable" in response["Cache-Control"]
    assert "--action:" in response.content.decode()


def test_an_old_address_leads_to_the_current_theme(client_a, in_a):
    response = client_a.get("/theme-0123456789ab.css")
    assert response.status_code == 302
    assert response["Location"] == current_brand().theme_url
    assert "no-store" in response["Cache-Control"]


def test_the_portal_has_its_theme_and_drawings(network_client):
    for path in (current_brand().theme_url, "/favicon.svg", "/mark.svg", "/mesh.svg"):
        assert network_client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/favicon.svg", "/mark.svg", "/mesh.svg"])
def test_drawings_answer_304_to_who_has_them(client_a, path):
    first = client_a.get(path)
    assert first["Content-Type"].startswith("image/svg+xml")
    assert client_a.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_the_mesh_is_drawn_from_the_points_provided_and_again_when_they_change(in_a):
    mesh.register_points(lambda: [MeshPoint(50.0, 5.0, 10), MeshPoint(50.1, 5.1, 90)])
    first = mesh.current_mesh()
    mesh.register_points(
        lambda: [MeshPoint(51.0, 5.0, 10), MeshPoint(50.1, 5.3, 90), MeshPoint(50.3, 5.2, 5)]
    )
    assert mesh.current_mesh() == first
    mesh.forget_mesh(current_brand())
    assert mesh.current_mesh() != first


def test_the_style_guide_is_for_development(client_a, settings):
    assert client_a.get("/__styleguide__").status_code == 404
    settings.STYLEGUIDE = True
    page = client_a.get("/__styleguide__").content.decode()
    assert "style=" not in page
    assert "<script>" not in page
