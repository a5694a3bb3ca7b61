"""The life of a mission, by its association, the team and the clock."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from engagement.missions.enums import MissionState, Step
from engagement.missions.models import Mission, Pattern
from engagement.missions.patterns import keep_as_pattern, start_from_pattern
from engagement.missions.services import (
    MissionIncomplete,
    MissionIsKept,
    cancel_mission,
    close_mission,
    copy_mission,
    delete_draft,
    publish_mission,
    reinstate_mission,
    reopen_mission,
    send_back_mission,
    submit_mission,
    suspend_mission,
    write_mission,
)
from engagement.missions.signals import mission_cancelled
from engagement.missions.states import MISSION
from engagement.moderation.registry import kind_named
from engagement.rules.models import Rules
from kernel.lifecycle import ForbiddenTransition
from matching.catalogue.models import Opportunity
from tests.factories.engagement import AssociationFactory, MissionFactory, ParticipationFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.usefixtures("in_a")


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def draft():
    association = AssociationFactory(manager=UserFactory(first_name="Lucie"))
    return MissionFactory(association=association, state="draft", published_at=None, steps_done=Step.values)


@pytest.fixture
def read_before(in_a):
    Rules.objects.update_or_create(pk=1, defaults={"missions_are_read": "before"})


def test_every_state_leads_somewhere_or_is_the_end():
    reached = {transition.target for transition in MISSION.transitions.values()} | {MissionState.DRAFT}
    assert reached == set(MissionState.values)
    assert not any(MISSION.allows(action, MissionState.CANCELLED) for action in MISSION.transitions)


def test_read_afterwards_it_is_shown_at_once(draft, now):
    assert submit_mission(mission=draft, by=None, now=now).state == "published"
    assert Opportunity.objects.get(mission_id=draft.pk).is_open


@pytest.mark.usefixtures("read_before")
def test_read_before_it_waits_for_the_team_and_comes_back_with_a_reason(
    draft, now, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert submit_mission(mission=draft, by=None, now=now).state == "submitted"
        back = send_back_mission(mission=draft, reason="Dites qui accueille.", now=now)
    assert (back.state, back.reason) == ("draft", "Dites qui accueille.")
    assert "Dites qui accueille." in mailoutbox[-1].body
    with django_capture_on_commit_callbacks(execute=True):
        submit_mission(mission=draft, by=None, now=now)
        published = publish_mission(mission=draft, now=now)
    assert (published.state, published.reason) == ("published", "")
    assert len(mailoutbox) == 2

    # Facts may change; words are read again, and places are kept.
    kept = ParticipationFactory(mission=draft, state="accepted")
    values = {"street": "Rue Neuve 3"}
    assert write_mission(mission=draft, values=values, step=Step.PLACE, by=None, now=now).state == "published"
    values = {"need": "Tout autre chose."}
    assert write_mission(mission=draft, values=values, step=Step.NEED, by=None, now=now).state == "submitted"
    kept.refresh_from_db()
    assert kept.state == "accepted"


def test_nothing_unfinished_is_shown(now):
    draft = MissionFactory(state="draft", published_at=None)
    for send in (
        lambda: submit_mission(mission=draft, by=None, now=now),
        lambda: publish_mission(mission=draft, now=now),
    ):
        with pytest.raises(MissionIncomplete):
            send()


def test_what_is_past_when_the_team_reads_it_is_not_approved(now):
    past = MissionFactory(state="submitted", published_at=None, ends_at=now - timedelta(hours=1))
    approve = kind_named("mission").approve
    assert approve is not None
    with pytest.raises(ForbiddenTransition):
        approve(item=past, by=UserFactory(), reason="", now=now)


def test_suspended_by_the_team_only_the_team_brings_it_back(now):
    mission = MissionFactory()
    assert not suspend_mission(mission=mission, reason="À vérifier.", now=now).is_public
    with pytest.raises(ForbiddenTransition):
        reopen_mission(mission=mission, now=now)
    assert reinstate_mission(mission=mission, now=now).state == "published"
    close_mission(mission=mission, now=now)
    assert reopen_mission(mission=mission, now=now).state == "published"


def test_cancelling_is_told_and_final(now):
    said = []

    def hear(sender, **kwargs):
        said.append((kwargs["mission"].pk, kwargs["reason"]))

    mission_cancelled.connect(hear)
    mission = MissionFactory()
    cancelled = cancel_mission(mission=mission, reason="Il pleut trop.", by=None, now=now)
    mission_cancelled.disconnect(hear)
    assert (cancelled.state, cancelled.is_public, said) == (
        "cancelled",
        True,
        [(mission.pk, "Il pleut trop.")],
    )
    with pytest.raises(ForbiddenTransition):
        reopen_mission(mission=mission, now=now)
    draft = MissionFactory(state="submitted", published_at=None)
    with pytest.raises(ForbiddenTransition):
        cancel_mission(mission=draft, reason="Non.", by=None, now=now)


def test_copies_and_models_begin_as_drafts(now):
    mission = MissionFactory(welcome="Par Lucie", slots=[2], insurance="Oui", min_age=16)
    copied = copy_mission(mission=mission)
    assert (copied.state, copied.welcome, copied.insurance, copied.slots.count()) == (
        "draft",
        "Par Lucie",
        "Oui",
        0,
    )
    assert Step.TIME not in copied.steps_done
    kept = keep_as_pattern(mission=mission, name="Le balisage")
    assert keep_as_pattern(mission=mission, name="Le balisage").pk == kept.pk
    started = start_from_pattern(association=mission.association, content=kept.content)
    assert (started.title, started.min_age, started.steps_done) == (mission.title, 16, [])
    assert Pattern.objects.count() == 1


def test_only_what_nobody_saw_is_deleted(draft):
    delete_draft(mission=draft)
    assert not Mission.objects.exists()
    with pytest.raises(MissionIsKept):
        delete_draft(mission=MissionFactory())
