"""What citizens offer: written, read by the team, shown, masked, ended and renewed."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from engagement.offers.models import Offer
from engagement.offers.services import (
    approve_offer,
    publish_offer,
    remind_and_expire,
    send_back_offer,
    suspend_offer,
)
from engagement.rules.models import Rules
from kernel.lifecycle import ForbiddenTransition
from tests.factories.agenda import OfferFactory
from tests.factories.engagement import AssociationFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.usefixtures("in_a")


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def filled(**changes: str) -> dict[str, str]:
    return {
        "title": "Dessiner une affiche",
        "description": "Je suis graphiste, une affiche me prend une soirée.",
        "commune": "Libin",
        "radius_km": "30",
        "audience": "everyone",
        "signed_as": "first",
    } | changes


def test_an_offer_is_written_read_and_shown(client_a, mailoutbox, django_capture_on_commit_callbacks):
    author = UserFactory(first_name="Nadia", last_name="Haddad")
    client_a.force_login(author)
    new = "/mes-propositions/nouvelle/"
    assert "061 22 33 44" in text(client_a.post(new, filled(description="Appelez le 061 22 33 44.")))
    assert client_a.post(new, filled(publish="1")).status_code == 302
    offer = Offer.objects.get()
    assert offer.state == "submitted"
    url = offer.get_absolute_url()
    assert "telle que les autres la voient" in text(client_a.get(url))
    client_a.logout()
    assert client_a.get(url).status_code == 404
    now = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        send_back_offer(offer=offer, reason="Dites quand.", now=now)
        publish_offer(offer=offer, now=now)
        approve_offer(offer=offer, now=now)
    assert [mail.subject.partition(":")[0].strip() for mail in mailoutbox] == ["À compléter", "Dans la liste"]
    page = text(client_a.get(url))
    assert "Nadia propose" in page
    assert "Haddad" not in page
    assert "Nadia" in text(client_a.get("/propositions/?place=Libin&q=affiches"))
    client_a.force_login(author)
    client_a.post(f"/mes-propositions/{offer.pk}/", filled(signed_as="initial"))
    offer.refresh_from_db()
    assert offer.state == "submitted", "another text is read again"
    assert offer.author_name == "Nadia H."


def test_shown_at_once_where_the_territory_reads_afterwards_and_suspended_for_good():
    Rules.objects.create(offers_are_read="after")
    offer = OfferFactory(state="draft", published_at=None)
    now = timezone.now()
    assert publish_offer(offer=offer, now=now).state == "published"
    suspend_offer(offer=offer, reason="Publicité", now=now)
    with pytest.raises(ForbiddenTransition):
        publish_offer(offer=offer, now=now)


def test_what_is_for_associations_is_shown_to_them_alone(client_a):
    offer = OfferFactory(audience="associations")
    assert client_a.get(offer.get_absolute_url()).status_code == 404
    assert offer.title not in text(client_a.get("/propositions/"))
    manager = UserFactory()
    AssociationFactory(manager=manager)
    client_a.force_login(manager)
    assert offer.title in text(client_a.get("/propositions/"))
    assert "messages/ecrire/?offer=" in client_a.get(offer.get_absolute_url()).content.decode()
    assert offer.title in text(client_a.get(f"/messages/ecrire/?offer={offer.slug}"))
    client_a.force_login(UserFactory())
    assert client_a.get(f"/messages/ecrire/?offer={offer.slug}").status_code == 404, "associations answer"


def test_it_ends_after_90_days_unless_renewed_by_a_link(
    client_a, mailoutbox, django_capture_on_commit_callbacks
):
    begun = timezone.now() - timedelta(days=85)
    offer = OfferFactory(published_at=begun)
    now = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        assert remind_and_expire(now=now) == (1, 0)
        assert remind_and_expire(now=now) == (0, 0)
    assert remind_and_expire(now=now + timedelta(days=6)) == (0, 1)
    link = re.search(r"/prolonger-une-proposition/[^\s]+", mailoutbox[0].body)
    assert link
    assert "90 jours de plus" in text(client_a.get(link[0]))
    offer.refresh_from_db()
    assert offer.state == "expired", "looking is not renewing"
    client_a.post(link[0])
    offer.refresh_from_db()
    assert offer.state == "published"
    assert offer.expires_at > now + timedelta(days=80)
    assert client_a.get("/prolonger-une-proposition/1:abc:def/").status_code == 404


def test_its_author_pauses_takes_up_and_deletes_and_nobody_else(client_a):
    offer = OfferFactory()
    url = f"/mes-propositions/{offer.pk}/"
    client_a.force_login(UserFactory())
    for action in ("", "suspendre/", "supprimer/"):
        assert client_a.post(f"{url}{action}").status_code == 404
    client_a.force_login(offer.user)
    assert "en pause" in text(client_a.post(f"{url}suspendre/", follow=True))
    assert offer.title not in text(client_a.get("/propositions/"))
    client_a.post(f"{url}reprendre/")
    assert "Elle disparaît pour de bon" in text(client_a.get(f"{url}supprimer/"))
    client_a.post(f"{url}supprimer/")
    assert not Offer.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same_for_all(client_a, number):
    user = UserFactory()
    client_a.force_login(user)
    pages = {"/propositions/?place=Libin&q=velo": 9, "/mes-propositions/": 6}
    for page in pages:
        client_a.get(page)
    OfferFactory.create_batch(number, user=user)
    costs = {}
    for page in pages:
        with CaptureQueriesContext(connection) as queries:
            assert text(client_a.get(page)).count("Réparer un vélo") >= number
        costs[page] = len(queries)
    assert costs == pages
