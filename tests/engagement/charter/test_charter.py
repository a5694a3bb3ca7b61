"""The charter: asked for before the first contribution and again with each version, nothing typed being lost."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from engagement.charter.models import Charter, Signature
from engagement.charter.selectors import charter_to_sign_by, count_unsigned, current_charter
from engagement.charter.services import AnotherVersion, draft_charter, publish_charter, sign_charter
from engagement.messaging.models import Attachment
from engagement.missions.enums import Step
from engagement.offers.renewal_links import token_for
from engagement.participations.models import Participation
from engagement.participations.offer_links import offer_path
from kernel.accounts.models import GUEST_DOMAIN
from kernel.lifecycle import ForbiddenTransition
from tests.factories.agenda import OfferFactory
from tests.factories.engagement import AssociationFactory, MissionFactory, ParticipationFactory
from tests.factories.messaging import conversation_between
from tests.factories.people import UserFactory

pytestmark = pytest.mark.usefixtures("in_a")

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def published(title: str = "La charte", **fields: str) -> Charter:
    return publish_charter(charter=draft_charter(title=title, text="<p>Tenir parole.</p>", **fields), now=NOW)


def fields_of(response) -> dict[str, str]:
    """What the form of a page sends, hidden fields included."""
    form = BeautifulSoup(response.content, "html.parser").select_one("main form")
    return {field["name"]: field.get("value", "") for field in form.select("input, textarea")}


def signature(response, **more: str) -> dict[str, str]:
    return fields_of(response) | {"charter-name": "Nadia Haddad", "charter-agreed": "on"} | more


def said(response) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def test_a_new_territory_has_a_starter_charter_that_nobody_is_asked_to_sign(client_a):
    draft = Charter.objects.get()
    assert draft.number is None
    assert "Les bénévoles" in draft.text
    assert current_charter() is None
    assert client_a.get("/charte/signer/").status_code == 404
    client_a.force_login(UserFactory())
    assert client_a.post(f"{MissionFactory().get_absolute_url()}participer/").status_code == 302
    assert Participation.objects.count() == 1


def test_signing_and_contributing_are_one_press_and_nothing_is_lost(client_a):
    charter, mission, user = published(), MissionFactory(), UserFactory()
    client_a.force_login(user)
    url = f"{mission.get_absolute_url()}participer/"
    typed = {"message": "J’arrive avec “deux” <amis> & des gants."}
    asked = client_a.post(url, typed)
    assert "Tenir parole." in said(asked)
    assert fields_of(asked)["message"] == typed["message"]
    assert not Participation.objects.exists()

    again = client_a.post(url, signature(asked) | {"charter-name": "", "message": typed["message"]})
    assert fields_of(again)["message"] == typed["message"]
    assert not Signature.objects.exists()

    done = client_a.post(url, signature(again))
    assert done.status_code == 302
    assert Participation.objects.get().message == typed["message"]
    kept = Signature.objects.get()
    assert (kept.charter, kept.user, kept.association, kept.name) == (charter, user, None, "Nadia Haddad")
    client_a.post(f"{MissionFactory().get_absolute_url()}participer/", typed)
    assert Participation.objects.count() == 2


def test_a_new_version_asks_everyone_again_and_says_what_changes(client_a):
    old, user, mission = published(), UserFactory(), MissionFactory()
    sign_charter(charter=old, user=user, name="Nadia", now=NOW)
    new = published("La charte revue", changes="Les mineurs viennent accompagnés.")
    assert (old.number, new.number) == (1, 2)
    client_a.force_login(user)
    asked = client_a.post(f"{mission.get_absolute_url()}participer/", {})
    assert "Les mineurs viennent accompagnés." in said(asked)
    with pytest.raises(AnotherVersion):
        sign_charter(charter=old, user=user, name="Nadia", now=NOW)


def test_a_version_published_while_one_reads_is_read_before_it_is_signed(client_a):
    published()
    client_a.force_login(UserFactory())
    asked = client_a.get("/charte/signer/?next=/missions/")
    newer = published("La charte revue")
    again = client_a.post("/charte/signer/?next=/missions/", signature(asked))
    assert "une nouvelle version" in said(again).lower()
    assert not Signature.objects.exists()
    done = client_a.post("/charte/signer/?next=/missions/", signature(again))
    assert done["Location"] == "/missions/"
    assert Signature.objects.get().charter == newer


def test_an_association_signs_by_one_of_its_managers(client_a):
    charter, manager = published(), UserFactory()
    association = AssociationFactory(manager=manager)
    mission = MissionFactory(
        association=association, state="draft", published_at=None, availability=["sat-morning"]
    )
    url = f"/espace-association/missions/{mission.pk}/publier/"
    client_a.force_login(manager)
    sign_charter(charter=charter, user=manager, name="Nadia", now=NOW)
    asked = client_a.post(url)
    assert association.name in said(asked)
    mission.refresh_from_db()
    assert mission.state == "draft"
    # A signature of one's own is not the association's.
    assert client_a.post(url, signature(asked, **{"charter-party": ""})).status_code == 200
    assert client_a.post(url, signature(asked)).status_code == 302
    mission.refresh_from_db()
    assert mission.state == "published"
    assert Signature.objects.get(association=association).user == manager
    # Another manager is not asked once more; whoever manages nothing cannot sign.
    colleague = UserFactory()
    association.memberships.create(user=colleague, role="manager")
    assert charter_to_sign_by(user=colleague, association=association) is None
    client_a.force_login(UserFactory())
    assert client_a.get(f"/charte/signer/?association={association.slug}").status_code == 404


def test_a_page_with_a_form_is_shown_after_the_signature(client_a):
    published()
    manager = UserFactory()
    association = AssociationFactory(manager=manager)
    client_a.force_login(manager)
    response = client_a.get("/espace-association/missions/nouvelle/", follow=True)
    (address, _status), *_rest = response.redirect_chain
    assert address.startswith("/charte/signer/?next=")
    done = client_a.post(address, signature(response), follow=True)
    assert done.request["PATH_INFO"] == "/espace-association/missions/nouvelle/"
    assert Signature.objects.get().association == association
    assert client_a.get("/charte/signer/?next=https://elsewhere.example/").status_code == 200


def test_publishing_twice_and_signing_twice_change_nothing():
    charter, user = published(), UserFactory()
    with pytest.raises(ForbiddenTransition):
        publish_charter(charter=charter, now=NOW)
    first = sign_charter(charter=charter, user=user, name="Nadia", now=NOW)
    assert sign_charter(charter=charter, user=user, name="Une autre", now=NOW) == first
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.create(charter=charter, user=user, name="Nadia", signed_at=NOW)


def test_who_has_yet_to_sign_is_counted():
    charter, user = published(), UserFactory()
    association = AssociationFactory(manager=user)
    AssociationFactory(state="submitted")
    before = count_unsigned(charter=charter)
    sign_charter(charter=charter, user=user, name="Nadia", now=NOW)
    sign_charter(charter=charter, user=user, name="Nadia", now=NOW, association=association)
    after = count_unsigned(charter=charter)
    assert (before.people - after.people, before.associations, after.associations) == (1, 1, 0)


def test_every_step_of_a_mission_asks_for_the_associations_signature(client_a):
    published()
    manager = UserFactory()
    mission = MissionFactory(association=AssociationFactory(manager=manager), title="Avant")
    client_a.force_login(manager)
    base = f"/espace-association/missions/{mission.pk}/"
    pages = [f"{base}etape/{step}/" for step in Step.values]
    assert [client_a.get(page)["Location"].split("?")[0] for page in pages] == ["/charte/signer/"] * len(
        pages
    )
    asked = [
        client_a.post(page, {"title": "Après"}) for page in (*pages, f"{base}copier/", f"{base}rouvrir/")
    ]
    assert all("Tenir parole." in said(page) for page in asked)
    mission.refresh_from_db()
    assert mission.title == "Avant"


def test_files_are_asked_for_after_the_signature_or_once_more(client_a):
    user = UserFactory()
    conversation = conversation_between(user, AssociationFactory())
    published()
    client_a.force_login(user)
    url = conversation.get_absolute_url()
    page = client_a.get(url).content.decode()
    assert f"/charte/signer/?next={url}%23repondre" in page
    assert 'type="file"' not in page
    # The form was open while a version was published.
    plan = SimpleUploadedFile("plan.pdf", b"%PDF-1.7 plan")
    asked = client_a.post(url, {"body": "Voici", "attachments": plan})
    assert "Vos fichiers, encore une fois : plan.pdf" in said(asked).replace("\xa0", " ")
    assert 'enctype="multipart/form-data"' in asked.content.decode()
    plan.seek(0)
    assert client_a.post(url, signature(asked, attachments=plan)).status_code == 302
    assert Attachment.objects.get().name == "plan.pdf"
    assert conversation.messages.filter(body="Voici").exists()


def test_who_speaks_for_an_association_is_asked_for_its_signature(client_a):
    charter, manager = published(), UserFactory()
    association = AssociationFactory(name="Le Verger", manager=manager)
    conversation = conversation_between(UserFactory(), association)
    mission = MissionFactory(association=association)
    sign_charter(charter=charter, user=manager, name="Nadia", now=NOW)
    client_a.force_login(manager)
    url, space = conversation.get_absolute_url(), f"/espace-association/associations/{association.slug}/"
    page = client_a.get(url).content.decode()
    assert f"/charte/signer/?association={association.slug}&amp;next={url}%23repondre" in page
    other = AssociationFactory()
    for address, typed in {
        url: {"body": "Venez samedi."},
        f"/messages/ecrire/?association={other.slug}": {"speaking_for": association.slug, "body": "Bonjour"},
        f"/espace-association/missions/{mission.pk}/message/": {"states": ["accepted"], "body": "À samedi"},
        space: {"name": "Le Grand Verger"},
        f"{space}temoignages/": {"first_name": "Lina", "text": "Merci"},
        f"{space}soumettre/": {},
    }.items():
        assert "Signer pour Le Verger" in said(client_a.post(address, typed)), address
    assert client_a.post(url, signature(client_a.post(url, {"body": "Venez samedi."}))).status_code == 302
    assert Signature.objects.get(association=association).user == manager
    assert 'name="body"' in client_a.get(url).content.decode()


@pytest.mark.parametrize("kind", ["a place offered", "an offer to renew"])
def test_a_link_that_needs_no_sign_in_asks_for_the_signature_of_whose_it_is(client_a, kind):
    charter = published()
    if kind == "a place offered":
        row, done, press = ParticipationFactory(state="offered"), "accepted", {"take": "1"}
        url = offer_path(row)
    else:
        row, done, press = OfferFactory(state="expired"), "published", {}
        url = f"/prolonger-une-proposition/{token_for(row)}/"
    before = row.state
    asked = client_a.post(url, press)
    assert "Tenir parole." in said(asked)
    assert fields_of(asked)["charter-name"] == "", "whoever holds the link learns no name"
    row.refresh_from_db()
    assert row.state == before
    client_a.post(url, signature(asked))
    row.refresh_from_db()
    assert row.state == done
    assert Signature.objects.get().user == row.user
    assert charter_to_sign_by(user=row.user) is None
    assert current_charter() == charter


def test_a_place_is_left_without_a_signature(client_a):
    published()
    offered = ParticipationFactory(state="offered")
    assert client_a.post(offer_path(offered), {"leave": "1"}).status_code == 302
    offered.refresh_from_db()
    assert offered.state == "withdrawn"
    assert not Signature.objects.exists()


def test_a_guest_of_another_territory_signs_without_being_named(client_a):
    published()
    guest = UserFactory(email=f"0123@{GUEST_DOMAIN}", first_name="", last_name="")
    client_a.force_login(guest)
    url = f"{MissionFactory().get_absolute_url()}participer/"
    asked = client_a.post(url, {"message": "Volontiers."})
    assert "charter-name" not in fields_of(asked)
    assert "votre nom n’est pas demandé" in said(asked)
    client_a.post(url, fields_of(asked))
    assert not Participation.objects.exists(), "the box is hers to tick"
    client_a.post(url, fields_of(asked) | {"charter-agreed": "on", "charter-name": "Odile Perrin"})
    assert Participation.objects.get().user == guest
    assert Signature.objects.get().name == guest.get_short_name() != ""
