"""The brand screen: saved, refused with a way out, looked at as a draft by its editor alone."""

import json
import re
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from kernel.audit.models import Entry
from tests.factories.people import UserFactory
from themes.branding.drafts import Draft, open_draft, sign_draft
from themes.branding.identity import DRAFT, PartnerMark
from themes.branding.models import Brand, Partner
from themes.branding.pictures import social_png
from themes.branding.selectors import current_brand, former_looks
from themes.branding.services import set_brand, set_partners
from themes.tokens import FONT_PAIRS, BrandChoices

PURPLE = {
    "name": "Val Violet",
    "tagline": "Ensemble",
    "primary": "#5b2a5e",
    "accent": "#f2b705",
    "font_pair": "heritage",
    "radius": "none",
    "density": "compact",
    "preset": "trame",
}
YELLOW = PURPLE | {"primary": "#f2b705"}


def test_a_brand_is_saved_and_the_journal_says_so(editor_client, in_a, django_capture_on_commit_callbacks):
    url = reverse("backoffice_brand")
    assert "brand-preview" in editor_client.get(url).content.decode()
    logo = SimpleUploadedFile("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    with django_capture_on_commit_callbacks(execute=True):
        answer = editor_client.post(url, PURPLE | {"logo": logo, "co_branded": "on"})
    assert answer.status_code == 302
    worn = current_brand()
    assert (worn.name, worn.choices, worn.co_branded) == (
        "Val Violet",
        BrandChoices(**{k: v for k, v in PURPLE.items() if k not in ("name", "tagline")}),
        True,
    )
    assert worn.logo_path.endswith(".svg")
    with Image.open(BytesIO(social_png(worn))) as picture:
        assert picture.convert("RGB").getpixel((96, 84)) == (255, 255, 255), "on paper of its own"
    entry = Entry.objects.get(act="brand.changed")
    assert entry.details["primary"][1] == "#5b2a5e"
    with django_capture_on_commit_callbacks(execute=True):
        editor_client.post(url, PURPLE | {"without_logo": "on"})
    assert not current_brand().logo_path


def test_a_colour_is_refused_and_the_nearest_is_one_click_away(editor_client, in_a):
    before = Brand.objects.values_list("primary").first()
    page = editor_client.post(reverse("backoffice_brand"), YELLOW).content.decode()
    assert Brand.objects.values_list("primary").first() == before
    offered = re.search(r'name="take" value="(#[0-9a-f]{6})"', page)
    assert offered
    assert editor_client.post(reverse("backoffice_brand"), YELLOW | {"take": offered[1]}).status_code == 302
    assert Brand.objects.get().primary == offered[1]


@pytest.mark.parametrize(
    "change", [{"primary": "green"}, {"preset": "other"}, {"name": ""}, {"radius": ""}, {"accent": ""}]
)
def test_what_is_not_on_offer_is_said(editor_client, in_a, change):
    page = editor_client.post(reverse("backoffice_brand"), PURPLE | change)
    assert page.status_code == 200
    assert not Brand.objects.filter(name="Val Violet").exists()
    assert editor_client.post(reverse("backoffice_brand_draft"), PURPLE | change).status_code == 200


def test_a_look_worn_before_is_shown_in_one_click_and_saved_in_another(editor_client, in_a):
    url = reverse("backoffice_brand")
    first = Brand.objects.get().choices
    assert former_looks() == ()
    for change in ({}, {"primary": "#12355b"}, {"name": "Val"}):
        editor_client.post(url, PURPLE | {"preset": "affiche"} | change)
    page = editor_client.get(url).content.decode()
    offered = re.findall(r'name="former" value="(\d+)"', page)
    assert [look.choices.primary for look in former_looks()] == ["#12355b", first.primary]
    assert [str(look.entry) for look in former_looks()] == offered
    shown = editor_client.post(url, PURPLE | {"former": offered[1]}).content.decode()
    assert first.primary in shown
    assert "brand-preview=" in shown
    assert Brand.objects.get().primary == "#5b2a5e", "shown, not worn"
    editor_client.post(url, PURPLE | asdict(first))
    assert Brand.objects.get().choices == first


def test_each_pair_of_fonts_shows_what_it_looks_like():
    sheet = Path(finders.find("cms/admin.css")).read_text()
    for key, pair in FONT_PAIRS.items():
        assert f'[data-font="{key}"] {{ font-family: "{pair.heading}"' in sheet


def test_a_preview_without_script_dresses_the_frame_and_saves_nothing(editor_client, client_a, in_a):
    set_partners([PartnerMark("PCS de Libin")])
    form = PURPLE | {"preview": "1", "co_branded": "on"}
    page = editor_client.post(reverse("backoffice_brand"), form).content.decode()
    assert not Brand.objects.filter(name="Val Violet").exists()
    address = re.search(rf'src="(/\?{DRAFT}=[^"]+)"', page)[1]
    shown = editor_client.get(address)
    text = shown.content.decode()
    assert "Val Violet" in text
    assert "presets/trame" in text
    assert "no-store" in shown["Cache-Control"]
    assert shown["X-Robots-Tag"] == "noindex"
    theme = re.search(r'href="(/theme-[^"]+)"', text)[1]
    css = editor_client.get(theme.replace("&amp;", "&"))
    assert css.status_code == 200
    assert "--action:#5b2a5e" in css.content.decode()
    assert "Val Violet" not in editor_client.get("/").content.decode()


def test_a_draft_is_its_territorys_alone(client_a, in_a, territory_b):
    draft = Draft("Volé", "", BrandChoices("#5b2a5e", "#f2b705"))
    for token in (sign_draft(draft, territory_id=territory_b.id), "x:y:z", ""):
        assert open_draft(token, territory_id=in_a.id) is None
        assert "Volé" not in client_a.get("/", {DRAFT: token}).content.decode()


def test_the_script_learns_what_the_colours_are_worth(editor_client, in_a):
    answer = json.loads(editor_client.post(reverse("backoffice_brand_draft"), YELLOW).content)
    assert 'name="take"' in answer["verdict"]
    assert open_draft(answer["token"], territory_id=in_a.id).choices.primary == "#f2b705"
    assert (
        'name="take"' not in editor_client.post(reverse("backoffice_brand_draft"), PURPLE).json()["verdict"]
    )


def test_partners_are_edited_and_named_on_every_page(editor_client, in_a, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        set_brand(name="Val", primary="#5b2a5e", accent="#f2b705", co_branded=True)
        set_partners([PartnerMark("PCS de Libin", "cohésion sociale")])
    page = editor_client.get(reverse("missions:list")).content.decode()
    assert page.count("PCS de Libin") == 2
    picture = BytesIO()
    Image.new("RGB", (40, 20), "#a00").save(picture, "PNG")
    logo = SimpleUploadedFile("x.png", picture.getvalue())
    with django_capture_on_commit_callbacks(execute=True):
        add = reverse("backoffice_partners:add")
        editor_client.post(add, {"name": "La Province", "role": "", "url": "", "logo": logo})
    added = Partner.objects.get(name="La Province")
    assert added.logo.name.endswith(".png")
    assert added.logo.url in editor_client.get("/").content.decode()
    first = added.logo
    with django_capture_on_commit_callbacks(execute=True):
        edit = reverse("backoffice_partners:edit", args=[added.pk])
        editor_client.post(
            edit, {"name": "La Province", "logo": SimpleUploadedFile("y.png", picture.getvalue())}
        )
    second = Partner.objects.get(name="La Province").logo
    assert second.name != first.name
    assert not first.storage.exists(first.name)
    with django_capture_on_commit_callbacks(execute=True):
        editor_client.post(reverse("backoffice_partners:delete", args=[added.pk]))
    assert not second.storage.exists(second.name)
    refused = editor_client.post(add, {"name": "X", "logo": SimpleUploadedFile("x.svg", b"<html>")})
    assert refused.status_code == 200
    assert not Partner.objects.filter(name="X").exists()


def test_the_brand_is_for_those_who_pilot(client_a, in_a):
    writer = UserFactory()
    writer.groups.add(Group.objects.get(name="Rédaction"))
    client_a.force_login(writer)
    for name in ("backoffice_brand", "backoffice_brand_draft", "backoffice_partners:index"):
        method = client_a.post if name.endswith("draft") else client_a.get
        assert method(reverse(name)).status_code in (302, 403)


@pytest.mark.parametrize("path", ["/icon-48.png", "/icon-180.png", "/favicon.ico", "/social.png"])
def test_pictures_are_made_of_the_brand(client_a, network_client, path):
    sizes = {"/icon-48.png": (48, 48), "/favicon.ico": (48, 48), "/icon-180.png": (180, 180)}
    for client in (client_a, network_client):
        answer = client.get(path)
        assert answer["Content-Type"] == "image/png"
        with Image.open(BytesIO(answer.content)) as picture:
            assert picture.size == sizes.get(path, (1200, 630))
    assert client_a.get("/icon-13.png").status_code == 404
