"""Once a week, a few missions to who asked for that: worked out for the network, written by each territory."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from engagement.missions.models import Mission
from engagement.suggestions import weekly
from engagement.suggestions.mail_kinds import WEEKLY
from engagement.suggestions.models import Suggested
from engagement.suggestions.tasks import plan_week, write_week
from engagement.suggestions.weekly import plan_network, send_week, week_at
from kernel.accounts.models import User
from kernel.mail.digest import send_digests
from kernel.mail.enums import Frequency, MailState
from kernel.mail.models import OutgoingMail
from kernel.mail.preferences import choose_budget, choose_frequencies
from kernel.mail.registry import kind_of
from kernel.mail.selectors import frequency_of
from kernel.mail.services import send
from kernel.tenancy import TerritoryContext, public_context, tenant_context
from matching.catalogue.models import Opportunity
from matching.catalogue.services import apply_outbox
from matching.network.snapshot import current_snapshot, forget_snapshot
from tests.factories.engagement import (
    AssociationFactory,
    MissionFactory,
    ParticipationFactory,
    VolunteerFactory,
)

DAY = timedelta(days=1)


@pytest.fixture
def thursday() -> datetime:
    """At noon, this week's or the next: when e-mails may be written."""
    today = timezone.now().astimezone(UTC).date()
    return datetime.combine(today + DAY * ((3 - today.weekday()) % 7), time(12), UTC)


def reader(*, budget: int = 3) -> User:
    user = VolunteerFactory().user
    choose_frequencies(user=user, chosen={WEEKLY.name: Frequency.WEEKLY})
    choose_budget(user=user, per_week=budget)
    return user


def publish(number: int, **fields: object) -> None:
    for _ in range(number):
        MissionFactory(**fields)
    apply_outbox()
    forget_snapshot()


def run(now: datetime) -> int:
    """As it is in a week; from within a territory, as tests are."""
    with public_context():
        plan_network(now=now)
    return send_week(now=now)


def letters() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(kind="suggestions_weekly").order_by("pk"))


def links(letter: OutgoingMail) -> list[str]:
    return re.findall(r"/missions/[\w-]+/", letter.text)


def test_few_and_explained_to_who_asked_for_it_and_unsubscribed_in_one_click(client_a, in_a, thursday):
    nadia, _other = reader(), VolunteerFactory()
    publish(7)
    publish(3, association=AssociationFactory(name="La Remise"))
    assert run(thursday) == 1
    (letter,) = letters()
    assert letter.user == nadia
    assert len(set(links(letter))) == 5
    assert letter.text.count("La Remise") <= weekly.OF_ONE_ASSOCIATION
    assert "moins d’un kilomètre" in letter.text
    assert "cause qui vous tient à cœur" in letter.text
    unsubscribe = letter.headers["List-Unsubscribe"].strip("<>").removeprefix(in_a.base_url)
    assert client_a.post(unsubscribe, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert frequency_of(user=nadia, category=WEEKLY) == Frequency.NEVER
    publish(5)
    assert run(thursday + 7 * DAY) == 0


def test_never_the_same_twice_nor_what_she_asked_for_and_nothing_when_too_little_is_new(in_a, thursday):
    nadia = reader()
    asked = ParticipationFactory(mission__title="Celle qu’elle a demandée", user=nadia)
    publish(4)
    assert run(thursday) == 1
    publish(2)
    assert run(thursday + 7 * DAY) == 0
    publish(2)
    assert run(thursday + 14 * DAY) == 1
    told = [link for letter in letters() for link in set(links(letter))]
    assert len(told) == len(set(told)) == 8
    assert asked.mission.get_absolute_url() not in told


def test_killed_anywhere_late_or_twice_each_person_gets_it_once(
    in_a, territory_b: TerritoryContext, thursday
):
    people = [reader() for _ in range(3)]
    publish(5, reach="territory")
    with tenant_context(territory_b):
        stranger = reader()
        publish(5, reach="territory")
    assert run(thursday - DAY) == 0  # the week has not begun
    monday = week_at(thursday)
    assert monday is not None
    with tenant_context(territory_b):  # the pass died after one territory
        weekly.plan_territory(monday=monday, catalogue=current_snapshot(), now=thursday)
    assert not Suggested.objects.exists()
    with public_context():
        assert plan_network(now=thursday) == 3
        assert plan_network(now=thursday) == 0
    weekly._write_to(people[0].pk, monday, thursday)  # the worker died after one person
    assert send_week(now=thursday + 2 * DAY) == 2
    assert send_week(now=thursday + 2 * DAY) == 0
    assert sorted(letter.user_id for letter in letters()) == [one.pk for one in people]
    with tenant_context(territory_b):
        assert Suggested.objects.filter(told_at=None).count() == 5
        assert send_week(now=thursday + 7 * DAY) == 0  # a week's delay: it is the past's
        with public_context():
            plan_network(now=thursday + 7 * DAY)
        assert send_week(now=thursday + 7 * DAY) == 1
        assert [letter.user for letter in letters()] == [stranger]
    plan_week.delay()
    write_week.delay()


def test_what_closes_before_it_is_written_is_left_out(in_a, thursday):
    reader()
    publish(3)
    with public_context():
        plan_network(now=thursday)
    first = Suggested.objects.get(rank=0)
    closed = Opportunity.objects.get(pk=first.opportunity)
    Mission.objects.filter(pk=closed.mission_id).update(state="closed")
    apply_outbox()
    forget_snapshot()
    assert send_week(now=thursday) == 1
    (letter,) = letters()
    assert len(set(links(letter))) == 2
    assert closed.path not in letter.text


def test_it_keeps_within_what_she_wants_in_a_week_with_all_that_she_can_do_without(in_a, thursday):
    nadia = reader(budget=1)
    publish(3)
    thanks = {"template": "hours_thanks", "to": nadia}
    with public_context():
        plan_network(now=thursday)
    sample = kind_of("hours_thanks").sample
    assert send(**thanks, context=sample).state == MailState.WAITING
    assert send_week(now=thursday) == 0
    OutgoingMail.objects.update(created_at=thursday - 8 * DAY)
    assert send_week(now=thursday) == 1
    # And the other way round: what comes after waits for the daily e-mail of a week with room.
    OutgoingMail.objects.filter(kind="suggestions_weekly").update(created_at=timezone.now())
    held = send(**thanks, context=sample)
    assert held.state == MailState.HELD
    assert send_digests(now=timezone.now()) == 0
    assert send_digests(now=timezone.now() + 8 * DAY) == 1
    assert not send_digests(now=timezone.now() + 8 * DAY)


def test_one_asks_for_it_and_stops_it_on_the_page_of_suggestions(client_a, in_a):
    user = VolunteerFactory().user
    client_a.force_login(user)
    assert "M’en envoyer quelques-unes" in client_a.get("/suggestions/").content.decode()
    client_a.post("/suggestions/chaque-semaine/")
    assert frequency_of(user=user, category=WEEKLY) == Frequency.WEEKLY
    assert "Ne plus les recevoir" in client_a.get("/suggestions/").content.decode()
    settings = client_a.get("/compte/mes-e-mails/")
    data = {name: field.initial for name, field in settings.context["form"].fields.items()}
    client_a.post("/compte/mes-e-mails/", data | {"per_week": "2", WEEKLY.name: "never"})
    assert user.mail_budget.per_week == 2
    assert frequency_of(user=user, category=WEEKLY) == Frequency.NEVER
