"""The first screen of the back office: the first steps, what waits, the figures of the week, and the lists behind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from cms.backoffice.first_steps import first_steps
from cms.pages.models import HomePage, NewsIndexPage, NewsPage
from cms.team.roles import MEDIATORS, MODERATORS
from engagement.charter.services import draft_charter, publish_charter
from tenants.billing.models import BillingProfile
from tests.factories.engagement import (
    AssociationFactory,
    MissionFactory,
    ParticipationFactory,
    VolunteerFactory,
)
from tests.factories.people import UserFactory
from themes.branding.models import Brand


def _charter():
    publish_charter(charter=draft_charter(title="Charte", text="<p>Tenir parole.</p>"), now=timezone.now())


def test_each_first_step_ticks_itself_and_the_list_goes(in_a, editor_client):
    def article():
        index = NewsIndexPage.objects.get()
        index.add_child(instance=NewsPage(title="À lire", introduction="Oui.")).save_revision().publish()

    def colleague():
        UserFactory().groups.add(Group.objects.get(name=MODERATORS.name))

    acts = [
        lambda: Brand.objects.update(logo="logos/x.svg"),
        lambda: HomePage.objects.get().save_revision().publish(),
        article,
        _charter,
        colleague,
        lambda: AssociationFactory(),
        lambda: MissionFactory(association=AssociationFactory()),
        lambda: BillingProfile.objects.create(
            territory_id=in_a.id, legal_name="Ville", email="a@exemple.org"
        ),
    ]
    steps = first_steps(now=timezone.now())
    assert not any(step.done for step in steps)
    assert {editor_client.get(step.url).status_code for step in steps} == {200}
    assert "Premiers pas" in editor_client.get("/admin/").content.decode()
    for number, act in enumerate(acts, start=1):
        act()
        assert sum(step.done for step in first_steps(now=timezone.now())) == number
        assert first_steps(now=timezone.now())[number - 1].done
    assert len(acts) == len(steps)
    assert "Premiers pas" not in editor_client.get("/admin/").content.decode()


@pytest.fixture
def moderator_client(in_a, client_a):
    user = UserFactory(first_name="Agathe")
    user.groups.add(Group.objects.get(name=MODERATORS.name))
    client_a.force_login(user)
    return client_a


def test_each_figure_of_what_waits_leads_to_what_it_counts(moderator_client, in_a):
    _charter()
    now = timezone.now()
    association = AssociationFactory(name="Le Fournil", state="submitted")
    ending = MissionFactory(title="Bientôt finie", ends_at=now + timedelta(days=3))
    MissionFactory(title="Encore longue", ends_at=now + timedelta(days=90))
    late = ParticipationFactory(
        mission=ending, requested_at=now - timedelta(days=11), user__last_name="Nomdefamille"
    )
    VolunteerFactory(user=late.user)
    page = moderator_client.get("/admin/")
    (points,) = (
        panel.get_context_data()["points"] for panel in page.context["panels"] if panel.name == "attention"
    )
    lists = {point.label: moderator_client.get(point.url) for point in points}
    assert {answer.status_code for answer in lists.values()} == {200}
    texts = {label: answer.content.decode() for label, answer in lists.items()}
    assert association.name in texts["Associations\u00a0: à décider"]
    soon = texts["Missions qui se terminent dans les deux semaines"]
    assert "Bientôt finie" in soon
    assert "Encore longue" not in soon
    assert ending.association.name in texts["Associations qui n’ont pas signé la charte"]
    assert association.name not in texts["Associations qui n’ont pas signé la charte"]
    unsigned = lists["Comptes qui n’ont pas signé la charte"]
    (count,) = (point.number for point in points if point.label == "Comptes qui n’ont pas signé la charte")
    assert unsigned.context["rows"].paginator.count == count
    for text in (
        texts["Comptes qui n’ont pas signé la charte"],
        moderator_client.get("/admin/volunteers/").content.decode(),
    ):
        assert late.user.masked_name in text
        assert "Nomdefamille" not in text
        assert late.user.email not in text
    home = page.content.decode()
    assert "Les sept derniers jours" in home
    assert "la semaine d’avant" in home


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_volunteers_costs_the_same_whatever_its_length(
    moderator_client, number, django_assert_num_queries
):
    for _ in range(number):
        VolunteerFactory()
    moderator_client.get("/admin/volunteers/")
    with django_assert_num_queries(14):
        moderator_client.get("/admin/volunteers/")


def test_a_mediator_is_offered_no_page_to_write(in_a, client_a):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=MEDIATORS.name))
    client_a.force_login(user)
    home = client_a.get("/admin/").content.decode()
    for words in ("Écrire un article", "Modifier la page d’accueil", "Les sept derniers jours", "À décider"):
        assert words not in home
