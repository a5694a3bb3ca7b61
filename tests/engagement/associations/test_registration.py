"""From « Inscrire mon association » to the directory: numbers, look-alikes, the team's word, hiding."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image

from engagement.associations import models
from engagement.associations.models import Association
from engagement.associations.selectors import associations_without_manager
from engagement.associations.services import (
    NumberIsTaken,
    approve_association,
    register_association,
    send_back_association,
    submit_association,
    suspend_association,
    update_association,
)
from engagement.charter.models import Signature
from engagement.charter.services import draft_charter, publish_charter
from kernel.lifecycle import ForbiddenTransition
from matching.catalogue.models import Opportunity
from matching.catalogue.services import apply_outbox
from tests.factories.engagement import AssociationFactory, MissionFactory, association_content
from tests.factories.people import UserFactory
from themes.branding.logos import UnusableLogo, clean_logo

pytestmark = pytest.mark.usefixtures("in_a")

URL = "/inscrire-mon-association/"
TYPED = {
    "name": "Le Four de Libin",
    "summary": "Le pain du samedi, pour tout le village.",
    "causes": ["food-aid"],
    "bce": "0403.019.261",
    "commune": "Libin",
    "action_communes": "Tellin\n6800",
    "hours_sat": "8h-12h, 14h-16h30",
    "social_links": "https://www.facebook.com/lefour",
    "email": "four@fournil.example",
}


def said(response) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def test_an_association_is_registered_and_awaits_the_team(client_a):
    user = UserFactory()
    client_a.force_login(user)
    assert client_a.get(URL).status_code == 200
    answer = client_a.post(URL, TYPED)
    assert answer.status_code == 302, said(answer)
    made = Association.objects.get()
    assert answer["Location"] == f"/espace-association/associations/{made.slug}/"
    assert (made.state, made.bce, made.week_hours) == (
        "submitted",
        "0403019261",
        {"sat": [["08:00", "12:00"], ["14:00", "16:30"]]},
    )
    assert made.action_communes == ["BE-84068", "BE-84043"] or len(made.action_communes) == 2
    assert made.memberships.get().user == user
    assert client_a.get(made.get_absolute_url()).status_code == 404

    approve_association(association=made)
    page = said(client_a.get(made.get_absolute_url()))
    assert "0403.019.261" in page
    assert "Tellin" in page
    assert "Facebook" in page
    assert "Samedi" in page
    assert "four@fournil.example" not in page
    space = client_a.get(answer["Location"])
    assert 'value="Libin (6890)"' in space.content.decode()
    assert "four@fournil.example" in space.content.decode()


def test_the_association_signs_the_charter_as_it_registers(client_a):
    publish_charter(charter=draft_charter(title="Charte", text="<p>…</p>"), now=timezone.now())
    client_a.force_login(UserFactory())
    asked = client_a.post(URL, TYPED)
    assert "Signer pour Le Four de Libin" in said(asked)
    assert not Association.objects.filter(name="Le Four de Libin").exists(), "no way round"
    signature = {
        "charter-version": "1",
        "charter-party": "le-four-de-libin",
        "charter-name": "Nadia Haddad",
        "charter-agreed": "on",
    }
    done = client_a.post(URL, TYPED | signature)
    assert done["Location"] == "/espace-association/associations/le-four-de-libin/"
    assert Signature.objects.get().association.name == "Le Four de Libin"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"bce": ""}, "Indiquez l’un de ces numéros"),
        ({"bce": "0403019262"}, "un chiffre doit être faux"),
        ({"commune": "Atlantide"}, "Atlantide"),
        ({"hours_sat": "le matin"}, "9:00-12:00"),
        ({"hours_sat": "14h-12h"}, "se suivent"),
        ({"social_links": "http://facebook.com/x"}, "https://"),
        ({"social_links": "https://evil.example/x"}, "evil.example"),
        ({"description": "Appelez le 061 22 33 44"}, "061 22 33 44"),
        ({"action_communes": "Nulle-Part"}, "Nulle-Part"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(client_a, typed, words):
    client_a.force_login(UserFactory())
    answer = client_a.post(URL, TYPED | typed)
    assert answer.status_code == 200
    assert words in said(answer)
    assert "Le pain du samedi" in answer.content.decode()
    assert not Association.objects.exists()


def test_the_same_number_leads_to_the_one_that_is_there(client_a):
    known = AssociationFactory(bce="0403019261", name="Le Fournil")
    client_a.force_login(UserFactory())
    page = client_a.post(URL, TYPED)
    assert f"{known.get_absolute_url()}rejoindre/" in page.content.decode()
    suspend_association(association=known)
    page = client_a.post(URL, TYPED)
    assert "Le Fournil" not in said(page)
    assert "équipe du site" in said(page)
    with pytest.raises(NumberIsTaken):
        register_association(content=association_content(bce="0403019261"), manager=UserFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        AssociationFactory(bce="0403019261")


def test_sections_of_one_body_share_a_siren_not_a_siret():
    AssociationFactory(siren="775672272", siret="77567227234081")
    AssociationFactory(siren="775672272", siret="77567227200000")
    AssociationFactory(siren="775672272")
    with pytest.raises(IntegrityError), transaction.atomic():
        AssociationFactory(siren="775672272")
    with pytest.raises(IntegrityError), transaction.atomic():
        AssociationFactory(siren="775666704", siret="77567227211111")


def test_one_that_looks_like_it_is_shown_before(client_a):
    AssociationFactory(name="Le four de Libin (asbl)")
    AssociationFactory(name="Les Sentiers d’Ochamps")
    client_a.force_login(UserFactory())
    asked = client_a.post(URL, TYPED)
    assert asked.status_code == 200
    assert "Le four de Libin (asbl)" in said(asked)
    assert "Les Sentiers d’Ochamps" not in said(asked)
    assert Association.objects.count() == 2
    assert client_a.post(URL, TYPED | {"another": "1"}).status_code == 302


def test_the_teams_reason_reaches_the_managers(client_a, django_capture_on_commit_callbacks):
    manager = UserFactory()
    association = register_association(content=association_content(), manager=manager)
    with django_capture_on_commit_callbacks(execute=True):
        send_back_association(association=association, reason="Il manque les statuts.")
    assert [(letter.to, "Il manque les statuts." in letter.body) for letter in mail.outbox] == [
        ([manager.email], True)
    ]
    client_a.force_login(manager)
    space = f"/espace-association/associations/{association.slug}/"
    assert "Il manque les statuts." in said(client_a.get(space))
    assert client_a.post(f"{space}soumettre/").status_code == 302
    association.refresh_from_db()
    assert (association.state, association.reason) == ("submitted", "")
    with pytest.raises(ForbiddenTransition):
        submit_association(association=association)
    client_a.force_login(UserFactory())
    assert client_a.get(space).status_code == 404


def test_a_suspended_association_vanishes_at_once_with_its_missions(client_a):
    mission = MissionFactory(association__name="La Bricole")
    association = mission.association
    apply_outbox()
    assert Opportunity.objects.filter(title=mission.title).exists()
    pages = ["/associations/", "/missions/", "/associations/carte.json", "/"]
    assert "La Bricole" in client_a.get("/associations/").content.decode()
    suspend_association(association=association, reason="À la demande du bureau.")
    for page in pages:
        text = client_a.get(page).content.decode()
        assert "La Bricole" not in text, page
        assert mission.title not in text, page
    assert client_a.get(association.get_absolute_url()).status_code == 404
    assert client_a.get(mission.get_absolute_url()).status_code == 404
    assert client_a.post(f"{mission.get_absolute_url()}participer/").status_code in (302, 404)
    assert not Opportunity.objects.filter(title=mission.title, is_open=True).exists()


def picture(size: tuple[int, int] = (900, 300), kind: str = "JPEG") -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", size, "#1f5c3f").save(content, kind)
    return SimpleUploadedFile(f"logo.{kind.lower()}", content.getvalue())


def test_logos_are_made_anew():
    made = clean_logo(picture())
    with Image.open(made) as small:
        assert (small.format, small.size) == ("PNG", (480, 160))
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><path d="M0 0"/></svg>'
    cleaned = clean_logo(SimpleUploadedFile("logo.svg", drawing))
    assert b"script" not in cleaned.read()
    assert cleaned.name.endswith(".svg")
    for unusable in (
        SimpleUploadedFile("logo.png", b"<html>"),
        SimpleUploadedFile("logo.png", b"x" * (2 * 1024 * 1024 + 1)),
        SimpleUploadedFile("logo.svg", b"<svg "),
        picture((6001, 1)),
        picture(kind="BMP"),
    ):
        with pytest.raises(UnusableLogo):
            clean_logo(unusable)


def test_a_logo_is_shown_replaced_and_removed(client_a, django_capture_on_commit_callbacks):
    manager = UserFactory()
    association = AssociationFactory(manager=manager, bce="0403019261")
    client_a.force_login(manager)
    space = f"/espace-association/associations/{association.slug}/"
    assert client_a.post(space, TYPED | {"logo": picture()}).status_code == 302
    association.refresh_from_db()
    first = association.logo.name
    assert association.logo.url in client_a.get(association.get_absolute_url()).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client_a.post(space, TYPED | {"logo": picture()})
        client_a.post(space, TYPED | {"remove_logo": "on"})
    association.refresh_from_db()
    assert not association.logo
    assert not association.logo.storage.exists(first)


def test_updating_keeps_its_own_number(client_a):
    association = AssociationFactory(bce="0403019261")
    content = association_content(name="Autre nom", bce="0403019261")
    assert update_association(association=association, content=content).name == "Autre nom"


def test_testimonials_are_shown_once_read(client_a):
    manager = UserFactory()
    association = AssociationFactory(manager=manager)
    client_a.force_login(manager)
    url = f"/espace-association/associations/{association.slug}/temoignages/"
    words = {"first_name": "Camille", "text": "J’y ai trouvé une équipe.", "consent": "on"}
    assert client_a.post(url, words | {"consent": ""}).status_code == 200
    assert client_a.post(url, words).status_code == 302
    assert "trouvé une équipe" not in said(client_a.get(association.get_absolute_url()))
    models.Testimonial.objects.update(state="published")
    assert "trouvé une équipe" in said(client_a.get(association.get_absolute_url()))
    removal = f"{url}{models.Testimonial.objects.get().pk}/"
    assert "Retirer le témoignage de Camille" in said(client_a.post(removal))
    assert models.Testimonial.objects.exists(), "asked once more"
    client_a.post(removal, {"sure": "1"})
    assert not models.Testimonial.objects.exists()


def test_an_association_whose_manager_is_gone_is_known():
    manager = UserFactory()
    association = AssociationFactory(manager=manager)
    AssociationFactory(manager=UserFactory())
    assert not associations_without_manager().exists()
    manager.is_active = False
    manager.save()
    assert associations_without_manager().get() == association
