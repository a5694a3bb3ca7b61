"""Moderation in the back office: the queue, the page where one decides, the lists."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from cms.team.roles import EDITORS, MODERATORS
from engagement.moderation.enums import Decision
from engagement.moderation.registry import kind_named
from engagement.moderation.services import decide
from kernel.audit.models import Entry
from tests.factories.engagement import AssociationFactory, MissionFactory, ParticipationFactory
from tests.factories.people import UserFactory

QUEUE = "/admin/moderation/"
SEVERAL = "/admin/moderation/several/"


@pytest.fixture
def moderator_client(in_a, client_a):
    user = UserFactory(first_name="Agathe", last_name="Meunier")
    user.groups.add(Group.objects.get(name=MODERATORS.name))
    client_a.force_login(user)
    return client_a


def page_of(thing) -> str:
    return reverse("backoffice_moderation:item", args=[thing._meta.model_name, thing.pk])


def text(client, address: str, **query: str) -> str:
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_queue_holds_every_kind_and_is_filtered_and_searched(moderator_client):
    AssociationFactory(name="Le Fournil solidaire", state="submitted")
    MissionFactory(title="Tenir la buvette")
    MissionFactory(title="Un brouillon", state="draft", published_at=None)
    everything = text(moderator_client, QUEUE)
    assert "Le Fournil solidaire" in everything
    assert "Tenir la buvette" in everything
    assert "Un brouillon" not in everything
    assert "ration (2)" in everything  # the menu, in JSON
    for query, shown, hidden in (
        ({"kind": "mission"}, "Tenir la buvette", "Le Fournil solidaire"),
        ({"stage": "pending"}, "Le Fournil solidaire", "Tenir la buvette"),
        ({"q": "fournil"}, "Le Fournil solidaire", "Tenir la buvette"),
        ({"kind": "nothing", "q": "buvette"}, "Tenir la buvette", "Le Fournil solidaire"),
    ):
        page = text(moderator_client, QUEUE, **query)
        assert shown in page
        assert hidden not in page
    assert "Rien ne correspond" in text(moderator_client, QUEUE, stage="suspended")


def test_an_association_is_approved_suspended_and_reinstated(moderator_client):
    association = AssociationFactory(state="submitted")
    page = page_of(association)
    for decision, reason, state in (
        ("approve", "", "published"),
        ("suspend", "Ses statuts ont changé.", "suspended"),
        ("reinstate", "", "published"),
    ):
        shown = text(moderator_client, page)
        assert f'value="{decision}"' in shown
        last = Entry.objects.filter(act__startswith="moderation.").first()
        response = moderator_client.post(
            page, {"decision": decision, "reason": reason, "seen": last.pk if last else 0}
        )
        assert response.status_code == 302
        association.refresh_from_db()
        assert association.state == state
    history = text(moderator_client, page)
    assert "Ses statuts ont changé." in history
    assert history.count("Agathe M.") >= 3


def test_a_reason_is_asked_for(moderator_client):
    association = AssociationFactory()
    response = moderator_client.post(page_of(association), {"decision": "suspend", "reason": " ", "seen": 0})
    assert "Écrivez le motif" in response.content.decode()
    association.refresh_from_db()
    assert association.state == "published"


def test_the_next_thing_comes_and_the_last_decision_is_undone(moderator_client):
    now = timezone.now()
    first, second = (MissionFactory(published_at=now - timedelta(days=days)) for days in (3, 2))
    response = moderator_client.post(
        page_of(first), {"decision": "suspend", "reason": "Un doublon.", "seen": 0}, follow=True
    )
    assert response.redirect_chain[0][0].startswith(page_of(second))
    banner = response.content.decode()
    assert 'value="reinstate"' in banner
    entry = Entry.objects.get(act="moderation.suspend")
    moderator_client.post(page_of(first), {"decision": "reinstate", "seen": entry.pk})
    first.refresh_from_db()
    assert first.state == "published"
    assert moderator_client.post(page_of(second), {"decision": "read", "seen": 0})["Location"].startswith(
        QUEUE
    )
    assert "Tout est relu" in text(moderator_client, QUEUE)


def test_the_slower_of_two_is_told_and_changes_nothing(moderator_client):
    association = AssociationFactory(state="submitted")
    page = page_of(association)
    moderator_client.post(page, {"decision": "approve", "seen": 0})
    response = moderator_client.post(
        page, {"decision": "suspend", "reason": "Trop vite.", "seen": 0}, follow=True
    )
    assert "Agathe M. a été plus rapide" in response.content.decode()
    association.refresh_from_db()
    assert association.state == "published"


def test_what_is_not_the_teams_is_not_found(moderator_client):
    draft = MissionFactory(state="draft", published_at=None)
    assert moderator_client.get(page_of(draft)).status_code == 404
    assert moderator_client.get("/admin/moderation/nothing/1/").status_code == 404


def test_an_editor_of_pages_does_not_moderate(in_a, client_a):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=EDITORS.name))
    client_a.force_login(user)
    association = AssociationFactory(state="submitted")
    assert client_a.get(QUEUE).status_code in (302, 403)
    client_a.post(page_of(association), {"decision": "approve", "seen": 0})
    association.refresh_from_db()
    assert association.state == "submitted"
    assert QUEUE not in client_a.get("/admin/").content.decode()


def test_lists_lead_to_the_decision(moderator_client):
    AssociationFactory(name="Les Jardins partagés")
    waiting = AssociationFactory(name="Le Fournil solidaire", state="submitted")
    url = reverse("backoffice_associations:index")
    assert "Les Jardins partagés" in text(moderator_client, url, q="jardins")
    assert "Les Jardins partagés" not in text(moderator_client, url, state="submitted")
    detail = text(moderator_client, reverse("backoffice_associations:inspect", args=[waiting.pk]))
    assert page_of(waiting) in detail
    assert "None" not in detail.partition("<dl>")[2]


@pytest.mark.parametrize("view", ["add", "edit", "delete"])
def test_nobody_rewrites_what_associations_say(moderator_client, view):
    association = AssociationFactory()
    args = [] if view == "add" else [association.pk]
    assert moderator_client.get(reverse(f"backoffice_associations:{view}", args=args)).status_code in (
        302,
        404,
    )


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same_whatever_their_length(moderator_client, django_assert_max_num_queries, number):
    for _ in range(number):
        MissionFactory()
        AssociationFactory(state="submitted")
    url = reverse("backoffice_missions:index")
    moderator_client.get(url)
    with django_assert_max_num_queries(23):
        moderator_client.get(url)


def test_home_says_what_waits(moderator_client):
    AssociationFactory(state="submitted")
    participation = ParticipationFactory(requested_at=timezone.now() - timedelta(days=11))
    home = text(moderator_client, "/admin/")
    for words in (
        "Associations\u00a0: à décider",
        "Demandes sans réponse depuis 10 jours",
        "sans responsable",
    ):
        assert words in home
    listed = text(moderator_client, reverse("backoffice_unanswered"))
    assert participation.mission.title in listed
    assert participation.user.masked_name in listed
    assert participation.user.email not in listed


def test_several_are_decided_about_together_or_not_at_all(moderator_client, mailoutbox):
    association = AssociationFactory(name="Le Fournil", state="submitted")
    missions = [MissionFactory(title=f"Mission {number}") for number in range(3)]
    draft = MissionFactory(title="Un brouillon", state="draft", published_at=None)
    assert f'value="mission:{missions[0].pk}"' in text(moderator_client, QUEUE)
    listed = text(moderator_client, reverse("backoffice_missions:index"))
    assert f'value="mission:{missions[0].pk}"' in listed
    assert SEVERAL in listed

    pick = [f"mission:{one.pk}" for one in (*missions, draft)] + [
        f"mission:{'9' * 30}",
        f"association:{association.pk}",
        "rien:1",
        "x",
    ]
    page = text(moderator_client, SEVERAL, pick=pick, next="/admin/missions/")
    assert "Suspendre (3)" in page
    assert "Approuver (1)" in page
    assert "Un brouillon" not in page, "a draft is its author's alone"
    sent = {"pick": pick, "next": "/admin/missions/", "seen": 0, "decision": "suspend"}
    sent |= {f"seen-{code}": 0 for code in pick}
    assert "Écrivez le motif" in moderator_client.post(SEVERAL, sent).content.decode()

    # A colleague was quicker with one of them: the others stay as they were.
    decide(
        moderated=kind_named("mission"),
        pk=missions[1].pk,
        decision=Decision.READ,
        by=UserFactory(),
        now=timezone.now(),
    )
    sent["reason"] = "La saison est finie."
    assert "rien n’a été décidé" in moderator_client.post(SEVERAL, sent).content.decode()
    assert {_state(one) for one in missions} == {"published"}
    sent[f"seen-mission:{missions[1].pk}"] = Entry.objects.get(act="moderation.read").pk
    answer = moderator_client.post(SEVERAL, sent, follow=True)
    assert answer.redirect_chain == [("/admin/missions/", 302)]
    assert {_state(one) for one in missions} == {"suspended"}
    assert (_state(association), _state(draft)) == ("submitted", "draft")
    assert Entry.objects.filter(act="moderation.suspend", reason="La saison est finie.").count() == 3

    assert moderator_client.post(
        SEVERAL, {"pick": pick[-3:-2], f"seen-{pick[-3]}": 0, "seen": 0, "decision": "approve"}
    )
    assert _state(association) == "published"
    assert "rien de coché" in text(moderator_client, SEVERAL).lower()


def _state(thing) -> str:
    thing.refresh_from_db()
    return thing.state
