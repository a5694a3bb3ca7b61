"""What people chose moves what is suggested to them; what was learned goes when they say so, or leave."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from engagement.participations.models import Participation
from engagement.participations.promise import note_answers
from engagement.passes.models import Journey, Pass
from engagement.privacy.erasure import erase_person
from engagement.suggestions.models import Learned, Pool
from engagement.suggestions.tasks import learn
from engagement.suggestions.tastes import learn_tastes, taste_of
from matching.catalogue.models import Opportunity
from matching.catalogue.services import apply_outbox
from matching.network.snapshot import forget_snapshot
from tests.factories.engagement import (
    AssociationFactory,
    MissionFactory,
    ParticipationFactory,
    VolunteerFactory,
)
from tests.factories.people import UserFactory

DAY = timedelta(days=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def nadia(in_a, client_a):
    """She named no cause, and asked for culture three times, once of them in another territory; six others named sport
    and ask for education."""
    nadia, asked_at = VolunteerFactory(causes=[]), timezone.now()
    there = Pass.objects.create(user=nadia.user, host="namur", agreed_at=asked_at, crossed_at=asked_at)
    there.journeys.create(key=1, state="declined", causes=["culture"], requested_at=asked_at)
    for state in ("attended", "requested"):
        ParticipationFactory(
            user=nadia.user, mission__causes=["culture"], mission__state="closed", state=state
        )
    for _ in range(6):
        other = VolunteerFactory(causes=["sport"])
        ParticipationFactory(user=other.user, mission__causes=["education"], mission__state="closed")
    for code in ("sport", "culture", "education"):
        for number in range(4):
            MissionFactory(title=f"{code} {number}", causes=[code], skills=["cooking"])
    apply_outbox()
    forget_snapshot()
    client_a.force_login(nadia.user)
    return nadia


def suggested(client) -> str:
    page = client.get(reverse("suggestions:mine")).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def titles(text: str) -> list[str]:
    return re.findall(r"(sport|culture|education) \d", text)


def test_what_she_chose_comes_first_with_its_reason_and_is_forgotten_when_she_says_so(client_a, nadia, now):
    assert titles(suggested(client_a))[:4] != ["culture"] * 4
    assert learn_tastes(now=now) == 7
    learn.delay()
    page = suggested(client_a)
    assert titles(page)[:4] == ["culture"] * 4
    assert "Proche de ce que vous avez choisi" in page
    assert "Vos demandes montrent un goût pour : Culture" in page.replace("\u00a0", " ")

    client_a.post(reverse("suggestions:learning"), {"stop": "1"})
    learn.delay()
    row = Learned.objects.get(user=nadia.user)
    assert (row.is_allowed, row.expected, row.asked) == (False, {}, {})
    assert taste_of(nadia) is None
    assert "Seul compte ce que dit votre profil" in suggested(client_a)
    client_a.post(reverse("suggestions:learning"))
    learn.delay()
    assert Learned.objects.get(user=nadia.user).asked.keys() == {"culture"}


def test_a_group_speaks_for_who_has_not_chosen_yet_and_nothing_stays_of_who_leaves(nadia, now):
    learn_tastes(now=now)
    newcomer = VolunteerFactory(causes=["sport"])
    liked = taste_of(newcomer)
    assert liked.causes["education"] > liked.causes["sport"]
    assert liked.asked == frozenset()
    for person in Learned.objects.filter(asked__has_key="education")[:2]:
        erase_person(user=person.user, now=now)
    assert Learned.objects.filter(asked__has_key="education").count() == 4
    learn_tastes(now=now + DAY)
    assert Pool.objects.get().groups == {}, "four are too few to speak of"
    for requests in (Participation, Journey):
        requests.objects.update(requested_at=now - 400 * DAY)
    learn_tastes(now=now + DAY)
    assert not Learned.objects.exists()


def test_who_answers_in_time_comes_before_who_does_not(in_a, now):
    answers, silent, unknown = (AssociationFactory(name=name) for name in ("Répond", "Se tait", "Nouvelle"))
    for one in (answers, silent, unknown):
        MissionFactory(association=one, title=one.name)
    for days in range(20, 28):
        asked = {"requested_at": now - days * DAY}
        at_once = {"state": "declined", "answered_at": now - (days - 1) * DAY, "answered_by": UserFactory()}
        ParticipationFactory(mission__association=answers, **asked, **at_once)
        ParticipationFactory(mission__association=silent, **asked)
    ParticipationFactory(mission__association=unknown, requested_at=now - DAY)
    apply_outbox()
    assert set(Opportunity.objects.values_list("answers", flat=True)) == {0.7}
    assert note_answers(now=now) == 2
    assert note_answers(now=now) == 0
    known = dict(Opportunity.objects.filter(is_open=True).values_list("title", "answers"))
    assert known["Répond"] > known["Nouvelle"] == 0.7 > known["Se tait"]
    assert known["Se tait"] == 0.27
