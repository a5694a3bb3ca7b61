"""When a request stays unanswered past the promise: others like it, once, and the late answer works all the same."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from engagement.participations.models import Participation
from engagement.participations.services import accept_participation, request_participation
from engagement.rules.models import Rules
from engagement.suggestions.models import Rerouting
from engagement.suggestions.rerouting import reroute
from engagement.suggestions.tasks import offer_instead
from kernel.mail.models import OutgoingMail
from kernel.tenancy import TerritoryContext, tenant_context
from matching.catalogue.services import apply_outbox
from matching.network.snapshot import forget_snapshot
from tests.factories.engagement import MissionFactory, ParticipationFactory, VolunteerFactory
from tests.factories.people import UserFactory

DAY = timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def request_of_nadia(in_a: TerritoryContext, territory_b: TerritoryContext, now):
    """Nine days old, with all around it: like it or not, full, asked for before, elsewhere."""
    nadia = VolunteerFactory(causes=["culture"]).user
    asked = MissionFactory(title="Accueillir au musée", causes=["education"])
    one = ParticipationFactory(mission=asked, user=nadia, requested_at=now - 9 * DAY)
    MissionFactory(title="Aider aux devoirs", causes=["education"])
    MissionFactory(title="Planter des arbres", causes=["environment"])
    full = MissionFactory(title="Lire à voix haute", causes=["education"], capacity=1)
    ParticipationFactory(mission=full, state="accepted")
    refused = MissionFactory(title="Garder l’atelier", causes=["education"])
    ParticipationFactory(mission=refused, user=nadia, state="withdrawn")
    apply_outbox()
    with tenant_context(territory_b):
        MissionFactory(title="Conter à l’école", causes=["education"], remote="possible", reach="network")
        MissionFactory(title="Entre nous", causes=["education"], remote="possible", reach="territory")
        apply_outbox()
    forget_snapshot()
    return one


def letters() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(kind="suggestions_instead"))


def shown(client) -> str:
    page = client.get(reverse("participations:mine")).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def offered(client) -> str:
    """What stands between the offer and what is past."""
    return shown(client).partition("Sans attendre davantage")[2].partition("Terminé")[0]


def test_others_like_it_are_offered_once_however_late_and_often_the_job_runs(
    client_a, request_of_nadia, territory_b, now
):
    client_a.force_login(request_of_nadia.user)
    assert reroute(now=now) == 0  # ten days were promised
    assert reroute(now=now + 40 * DAY) == 1
    assert reroute(now=now + 40 * DAY) == 0
    Participation.objects.update(requested_at=now - 30 * DAY)
    offer_instead.delay()
    (letter,) = letters()
    assert letter.to == request_of_nadia.user.email
    assert "Accueillir au musée" in letter.subject
    for text in (letter.text, offered(client_a)):
        assert "Aider aux devoirs" in text
        assert "Conter à l’école" in text
        assert territory_b.name in text
        for other in ("Planter des arbres", "Lire à voix haute", "Garder l’atelier", "Entre nous"):
            assert other not in text
    assert f"/ailleurs/{territory_b.slug}/missions/" in letter.text


def test_who_moved_on_sees_both_and_the_late_answer_counts(client_a, request_of_nadia, now):
    client_a.force_login(request_of_nadia.user)
    Rules.objects.create(nudge_days=2, alert_days=4)
    assert reroute(now=now) == 1
    assert "Sans attendre davantage" in shown(client_a)
    other = request_of_nadia.mission.__class__.objects.get(title="Aider aux devoirs")
    request_participation(mission_id=other.pk, user=request_of_nadia.user, now=now)
    page = shown(client_a)
    assert page.count("Aider aux devoirs") - page.count("— Aider aux devoirs") == 1, "offered no longer"
    accept_participation(participation=request_of_nadia, answered_by=UserFactory(), now=now)
    states = dict(
        Participation.objects.filter(user=request_of_nadia.user).values_list("mission__title", "state")
    )
    assert states["Accueillir au musée"] == "accepted"
    assert states["Aider aux devoirs"] == "requested"
    page = shown(client_a)
    assert "Accueillir au musée" in page
    assert "Aider aux devoirs" in page
    assert "Sans attendre davantage" not in page


def test_nothing_like_it_is_looked_for_again_the_next_day(in_a, now):
    one = ParticipationFactory(
        mission=MissionFactory(causes=["sport"]), requested_at=now - 20 * DAY, user__is_active=True
    )
    MissionFactory(causes=["culture"])
    apply_outbox()
    forget_snapshot()
    assert reroute(now=now) == 0
    MissionFactory(causes=["sport"], title="Arbitrer")
    apply_outbox()
    forget_snapshot()
    assert reroute(now=now) == 1  # she has no profile: the place is that of what she asked for
    assert Rerouting.objects.get().participation == one


def test_what_was_answered_or_is_over_is_left_alone(in_a, now):
    for fields in ({"state": "declined"}, {"user__is_active": False}, {"mission__ends_at": now - DAY}):
        ParticipationFactory(**{"mission__causes": ["sport"], "requested_at": now - 20 * DAY} | fields)
    MissionFactory(causes=["sport"])
    apply_outbox()
    forget_snapshot()
    assert reroute(now=now) == 0
    assert letters() == []
