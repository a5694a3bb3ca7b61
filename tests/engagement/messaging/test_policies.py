"""Who may do what, one question at a time: the two sides, and nobody else."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from engagement.messaging import boundaries, policies
from engagement.messaging.models import Side
from engagement.messaging.policies import Silence
from engagement.messaging.services import close_conversation
from tests.factories.engagement import AssociationFactory, ParticipationFactory
from tests.factories.messaging import conversation_between
from tests.factories.people import UserFactory

NOW = timezone.now


def test_each_has_her_side_and_strangers_none(conversation, citizen, manager, colleague):
    assert policies.side_of(citizen, conversation) == Side.OTHER
    assert (
        policies.side_of(manager, conversation)
        == policies.side_of(colleague, conversation)
        == Side.ASSOCIATION
    )
    for stranger in (UserFactory(), UserFactory(superuser=True), AnonymousUser()):
        assert policies.side_of(stranger, conversation) is None


@pytest.mark.parametrize(
    "question",
    ["may_read", "may_write", "may_download", "may_close", "may_block", "may_report", "may_reveal"],
)
def test_a_question_about_a_conversation_is_yes_for_its_sides_alone(
    question, conversation, citizen, manager, association
):
    ask = getattr(policies, question)
    assert ask(citizen, conversation)
    assert ask(manager, conversation)
    member = UserFactory()
    association.memberships.create(user=member, role="member")
    for stranger in (member, UserFactory(superuser=True), AnonymousUser()):
        assert not ask(stranger, conversation)
    association.memberships.filter(user=manager).delete()
    assert not ask(manager, conversation), "whoever no longer manages is out at once"
    citizen.is_active = False
    assert not ask(citizen, conversation)


def test_what_keeps_both_sides_silent(conversation, citizen, manager, association):
    assert policies.silence_of(conversation) == Silence.NONE
    close_conversation(conversation=conversation, user=manager, now=NOW())
    conversation.refresh_from_db()
    assert policies.silence_of(conversation) == Silence.CLOSED
    conversation.closed_at = None
    association.state = "suspended"
    conversation.association = association
    assert policies.silence_of(conversation) == Silence.HIDDEN
    association.state = "published"
    boundaries.block(conversation=conversation, user=citizen, now=NOW())
    assert policies.silence_of(conversation) == Silence.BLOCKED
    assert not policies.may_write(citizen, conversation)
    conversation.person = None
    assert policies.silence_of(conversation) == Silence.GONE


def test_only_who_blocked_unblocks(conversation, citizen, manager):
    boundaries.block(conversation=conversation, user=citizen, now=NOW())
    assert policies.may_unblock(citizen, conversation)
    assert not policies.may_unblock(manager, conversation)
    assert not policies.may_unblock(UserFactory(), conversation)
    assert not policies.may_block(citizen, conversation)
    assert policies.may_block(manager, conversation), "each side decides for itself"


def test_whoever_is_closed_by_the_team_stays_closed(conversation, citizen):
    conversation.closed_by_team = True
    assert not policies.may_close(citizen, conversation)


def test_who_writes_to_an_association(citizen, manager, association):
    assert policies.may_write_to_association(citizen, association)
    assert not policies.may_write_to_association(manager, association)
    assert not policies.may_write_to_association(AnonymousUser(), association)
    association.state = "suspended"
    assert not policies.may_write_to_association(citizen, association)


def test_who_writes_in_an_associations_name(citizen, manager, association):
    other = AssociationFactory()
    assert policies.may_write_as_association(manager, association, other)
    assert not policies.may_write_as_association(citizen, association, other)
    assert not policies.may_write_as_association(manager, association, association)
    association.state = "suspended"
    assert not policies.may_write_as_association(manager, association, other)


def test_who_writes_to_a_volunteer(citizen, manager, association):
    participation = ParticipationFactory(user=citizen, mission__association=association)
    assert policies.may_write_to_participant(manager, participation)
    assert not policies.may_write_to_participant(citizen, participation)
    assert not policies.may_write_to_participant(UserFactory(superuser=True), participation)
    participation.user.is_active = False
    assert not policies.may_write_to_participant(manager, participation)


def test_who_takes_contact_details_back(conversation, citizen, manager):
    reveal = boundaries.reveal_contact_details(
        conversation=conversation, owner=citizen, now=NOW(), phone="061 22 33 44"
    )
    assert policies.may_revoke(citizen, reveal)
    assert not policies.may_revoke(manager, reveal)
    assert not policies.may_revoke(citizen, boundaries.revoke_reveal(reveal=reveal, user=citizen, now=NOW()))


def test_the_team_reads_what_was_reported_until_it_is_answered(conversation, citizen, manager):
    report = boundaries.report(conversation=conversation, reporter=citizen, reason="Insultes", now=NOW())
    editor = UserFactory(superuser=True)
    assert policies.may_review(editor, report)
    assert not policies.may_review(manager, report)
    assert not policies.may_review(AnonymousUser(), report)
    assert not policies.may_report(citizen, conversation)
    assert not policies.may_review(editor, boundaries.dismiss_report(report=report, now=NOW()))


def test_between_associations_both_have_a_side(in_a, manager, association):
    theirs = UserFactory()
    partner = AssociationFactory(manager=theirs)
    conversation = conversation_between(theirs, association, partner=partner)
    assert policies.side_of(theirs, conversation) == Side.ASSOCIATION
    assert policies.side_of(manager, conversation) == Side.OTHER
    assert policies.side_of(UserFactory(), conversation) is None
