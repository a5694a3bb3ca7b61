"""What two or three people do at the same moment, each on a connection of their own."""

from __future__ import annotations

import pytest
from django.utils import timezone

from engagement.associations.importing import import_associations
from engagement.associations.models import Association
from engagement.charter.models import Charter, Signature
from engagement.charter.selectors import charter_to_sign_by, current_charter
from engagement.charter.services import AnotherVersion, draft_charter, publish_charter, sign_charter
from engagement.messaging.models import Conversation, Message, Topic
from engagement.messaging.services import close_conversation, start_conversation, write_to_all
from engagement.messaging.topics import Opening
from engagement.passes.models import Pass
from engagement.passes.services import PURPOSE, end_pass, issue_pass
from engagement.privacy.models import Consent
from engagement.recognition.certificates import issue_certificate
from engagement.recognition.models import Certificate, CertificateKind, Hours
from engagement.recognition.services import confirm_hours, refuse_hours, take_back_hours
from engagement.suggestions.models import Learned
from engagement.suggestions.tastes import allow_learning, learn_tastes
from kernel.lifecycle import ForbiddenTransition
from kernel.tenancy import TerritoryContext, tenant_context
from tests.engagement.test_last_place import race
from tests.factories.engagement import (
    AssociationFactory,
    MissionFactory,
    ParticipationFactory,
    VolunteerFactory,
)
from tests.factories.people import UserFactory
from tests.factories.recognition import HoursFactory

pytestmark = pytest.mark.django_db(transaction=True)


def names(results: list[object]) -> list[str]:
    return sorted(type(result).__name__ for result in results)


def test_who_writes_first_at_once_begins_one_conversation(territory_a: TerritoryContext) -> None:
    """A citizen and two managers about her request; one of them to everybody on the mission."""
    now = timezone.now()
    with tenant_context(territory_a):
        manager, colleague = UserFactory(), UserFactory()
        association = AssociationFactory(manager=manager)
        association.memberships.create(user=colleague, role="manager")
        mission = MissionFactory(association=association)
        citizen = ParticipationFactory(mission=mission).user
        opening = Opening(
            association=association,
            person=citizen,
            kind=Topic.MISSION,
            topic_id=mission.pk,
            title=mission.title,
        )

    def write(author: object) -> Message:
        return start_conversation(opening=opening, author=author, subject="Samedi", body="Bonjour.", now=now)

    def write_to_everybody() -> int:
        return write_to_all(
            mission=mission, slot=None, states=["requested"], body="À samedi.", author=colleague, now=now
        )

    found = race(territory_a, lambda: write(citizen), lambda: write(manager), write_to_everybody)

    assert names(found) == ["Message", "Message", "int"]
    with tenant_context(territory_a):
        conversation = Conversation.objects.get()
        assert conversation.messages.count() == 3
        close_conversation(conversation=conversation, user=citizen, now=now)
        write(manager)
        assert Conversation.objects.count() == 2, "a closed one stays closed, and another may begin"


def test_two_editors_import_one_file_at_once(territory_a: TerritoryContext) -> None:
    lines = ["Nom;En une phrase;Commune", *(f"Association {n};Phrase {n};Libin" for n in range(20))]
    with tenant_context(territory_a):
        editors = UserFactory(), UserFactory()

    def bring(editor: object) -> tuple[int, int]:
        run = import_associations(
            content="\n".join(lines).encode(), publish=True, by=editor, now=timezone.now()
        )
        return len(run.new), len(run.known)

    assert sorted(race(territory_a, *[lambda one=one: bring(one) for one in editors])) == [(0, 20), (20, 0)]
    with tenant_context(territory_a):
        assert Association.objects.count() == 20


def test_hours_are_answered_once(territory_a: TerritoryContext) -> None:
    """Two managers answer while she takes them back: the first decides, the others are told that she did."""
    now = timezone.now()
    with tenant_context(territory_a):
        hours = HoursFactory(state="declared")

    found = race(
        territory_a,
        lambda: confirm_hours(hours=hours, now=now),
        lambda: refuse_hours(hours=hours, answer="Pas ce jour-là.", now=now),
        lambda: take_back_hours(hours=hours),
    )

    assert sum(map(is_refusal, found)) == 2, found
    with tenant_context(territory_a):
        kept = Hours.objects.filter(pk=hours.pk).values_list("state", flat=True).first()
    done = [
        kind for kind, one in zip(("confirmed", "refused", None), found, strict=True) if not is_refusal(one)
    ]
    assert done == [kept]


def test_a_certificate_asked_for_twice_at_once_is_one(territory_a: TerritoryContext) -> None:
    """A double press; hours that come meanwhile make another, on the same day too."""
    now = timezone.now()
    with tenant_context(territory_a):
        user = UserFactory(first_name="Odile", last_name="Perrin")
        hours = HoursFactory(user=user)

    def issue() -> Certificate:
        return issue_certificate(
            user=user, kind=CertificateKind.PERIOD, first_day=hours.day, last_day=hours.day, now=now
        )

    assert len(set(race(territory_a, issue, issue))) == 1
    with tenant_context(territory_a):
        HoursFactory(user=user, association=hours.association, day=hours.day)
        assert issue().snapshot != Certificate.objects.earliest("pk").snapshot
        assert Certificate.objects.count() == 2


def is_refusal(result: object) -> bool:
    return isinstance(result, ForbiddenTransition)


def test_a_charter_published_while_somebody_signs(territory_a: TerritoryContext) -> None:
    """Two drafts are put in force, and she signs what she read: never what she did not, and she is asked again."""
    now = timezone.now()
    with tenant_context(territory_a):
        user = UserFactory()
        read, *drafts = [draft_charter(title=f"Texte {n}", text="<p>Tenir parole.</p>") for n in range(3)]
        publish_charter(charter=read, now=now)

    *published, signature = race(
        territory_a,
        *[lambda one=one: publish_charter(charter=one, now=now) for one in drafts],
        lambda: sign_charter(charter=read, user=user, name="Nadia Haddad", now=now),
    )

    assert sorted(one.number for one in published) == [2, 3]
    assert isinstance(signature, Signature | AnotherVersion)
    with tenant_context(territory_a):
        assert set(Signature.objects.values_list("charter", flat=True)) <= {read.pk}
        in_force = current_charter()
        assert in_force == Charter.objects.get(number=3)
        assert charter_to_sign_by(user=user) == in_force


def test_with_the_last_pass_goes_the_consent_whoever_ends_it(
    territory_a: TerritoryContext, territory_b: TerritoryContext
) -> None:
    now = timezone.now()
    with tenant_context(territory_a):
        user = UserFactory()
        first = issue_pass(user=user, host=territory_b, shows_first_name=False, now=now)
        other = Pass.objects.create(
            user=user, host="ailleurs", host_name="Ailleurs", agreed_at=now, crossed_at=now
        )

    found = race(territory_a, *[lambda one=one: end_pass(travel_pass=one, now=now) for one in (first, other)])

    assert found == [None, None]
    with tenant_context(territory_a):
        assert not Consent.objects.filter(user=user, purpose=PURPOSE, withdrawn_at=None).exists()


def test_who_says_no_while_it_is_learned_is_not_learned_of(territory_a: TerritoryContext) -> None:
    now = timezone.now()
    with tenant_context(territory_a):
        people = [VolunteerFactory().user for _ in range(2)]
        for one in people:
            ParticipationFactory(user=one, mission=MissionFactory())

    found = race(
        territory_a,
        lambda: learn_tastes(now=now),
        lambda: allow_learning(user=people[0], allowed=False),
    )

    assert found[1] is None
    assert found[0] in (1, 2), found
    with tenant_context(territory_a):
        row = Learned.objects.get(user=people[0])
        assert (row.is_allowed, row.asked, row.expected) == (False, {}, {})
        assert Learned.objects.get(user=people[1]).asked
