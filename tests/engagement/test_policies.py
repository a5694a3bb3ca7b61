"""Every policy of every app, asked about everybody: one table says who may, and all others are refused.

`docs/roles.md` says it in words. A new function of a `policies` module that takes a `user` fails here until it has its
row in `MATRIX`: how to ask it, and whom it answers yes.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.utils import timezone

from engagement.associations.models import MembershipRole
from engagement.invitations.models import MissionInvitation
from engagement.messaging.models import Report, ReportState, Reveal
from engagement.moderation.registry import kinds
from engagement.offers.models import Audience
from engagement.passes.policies import guests_may
from engagement.recognition.models import Certificate, CertificateKind
from tests.factories.agenda import EventFactory, OfferFactory
from tests.factories.engagement import AssociationFactory, MissionFactory, ParticipationFactory
from tests.factories.messaging import conversation_between
from tests.factories.people import UserFactory
from tests.factories.recognition import HoursFactory
from tests.isolation.walker import routes_of

pytestmark = pytest.mark.usefixtures("in_a")

ROOT = Path(__file__).resolve().parents[2]
SOURCES = (ROOT / "platform", ROOT)

#: Everybody. `volunteer` has asked to take part; `member` and `manager` are of the association that is asked about,
#: `stranger` manages another; `closed` was its manager and the moderator before her account was closed.
GROUPS = {"mediator": "Médiation", "editor": "Rédaction", "moderator": "Modération", "operator": "Pilotage"}
ROLES = ("anonymous", "citizen", "volunteer", "member", "manager", "stranger", *GROUPS, "closed")

#: What a guest of another territory may change here, by route.
GUESTS = {
    "account_logout",
    "charter:sign",
    *(f"invitations:{act}" for act in ("accept", "decline")),
    *(f"messaging:{act}" for act in ("start", "thread", "block", "unblock", "report", "close", "reopen")),
    "missions:join",
    *(f"participations:{act}" for act in ("offer", "withdraw")),
    "passes:enter",
    *(
        f"recognition:{act}"
        for act in ("accept", "certificates", "declare", "dispute", "revoke", "take_back")
    ),
}
#: Where nothing is a guest's to read.
NOT_FOR_GUESTS = ("admin/", "compte/", "espace-association/", "mes-donnees/", "mon-profil/", "ailleurs/")

type Question = Callable[[Any, dict[str, Any]], object]

MATRIX: dict[str, tuple[Question, set[str]]] = {
    "engagement.associations.policies.is_manager": (
        lambda ask, things: ask(association=things["association"]),
        {"manager"},
    ),
    "engagement.associations.policies.manages_any": (lambda ask, things: ask(), {"manager", "stranger"}),
    "engagement.missions.policies.may_manage_mission": (
        lambda ask, things: ask(mission=things["mission"]),
        {"manager"},
    ),
    "engagement.missions.policies.may_write_mission": (
        lambda ask, things: ask(mission=things["mission"]),
        {"manager"},
    ),
    "engagement.missions.policies.may_see_mission": (
        lambda ask, things: ask(mission=things["draft"]),
        {"manager"},
    ),
    "engagement.recognition.policies.is_volunteer_of": (
        lambda ask, things: ask(hours=things["hours"]),
        {"volunteer"},
    ),
    "engagement.recognition.policies.may_dispute": (
        lambda ask, things: ask(hours=things["hours"]),
        {"volunteer"},
    ),
    "engagement.recognition.policies.may_accept": (
        lambda ask, things: ask(hours=things["corrected"]),
        {"volunteer"},
    ),
    "engagement.recognition.policies.may_take_back": (
        lambda ask, things: ask(hours=things["declared"]),
        {"volunteer"},
    ),
    "engagement.recognition.policies.may_answer_hours": (
        lambda ask, things: ask(hours=things["hours"]),
        {"manager"},
    ),
    "engagement.recognition.policies.may_revoke": (
        lambda ask, things: ask(certificate=things["certificate"]),
        {"volunteer", "manager", "operator"},
    ),
    "engagement.messaging.policies.side_of": (
        lambda ask, things: ask(conversation=things["conversation"]),
        {"volunteer", "manager"},
    ),
    "engagement.messaging.policies.may_read": (
        lambda ask, things: ask(conversation=things["conversation"]),
        {"volunteer", "manager"},
    ),
    "engagement.messaging.policies.may_write": (
        lambda ask, things: ask(conversation=things["conversation"]),
        {"volunteer", "manager"},
    ),
    "engagement.messaging.policies.may_download": (
        lambda ask, things: ask(conversation=things["conversation"]),
        {"volunteer", "manager"},
    ),
    "engagement.messaging.policies.may_close": (
        lambda ask, things: ask(conversation=things["conversation"]),
        {"volunteer", "manager"},
    ),
    "engagement.messaging.policies.may_block": (
        lambda ask, things: ask(conversation=things["conversation"]),
        {"volunteer", "manager"},
    ),
    "engagement.messaging.policies.may_unblock": (
        lambda ask, things: ask(conversation=things["conversation"]),
        set(),
    ),
    "engagement.messaging.policies.may_report": (
        lambda ask, things: ask(conversation=things["conversation"]),
        {"volunteer", "manager"},
    ),
    "engagement.messaging.policies.may_reveal": (
        lambda ask, things: ask(conversation=things["conversation"]),
        {"volunteer", "manager"},
    ),
    "engagement.messaging.policies.may_write_to_association": (
        lambda ask, things: ask(association=things["association"]),
        {"citizen", "volunteer", "member", "stranger", *GROUPS},
    ),
    "engagement.messaging.policies.may_write_for": (
        lambda ask, things: ask(association=things["association"]),
        {"manager"},
    ),
    "engagement.messaging.policies.may_write_to_participant": (
        lambda ask, things: ask(participation=things["participation"]),
        {"manager"},
    ),
    "engagement.messaging.policies.may_revoke": (
        lambda ask, things: ask(reveal=things["reveal"]),
        {"volunteer"},
    ),
    "engagement.messaging.policies.may_review": (
        lambda ask, things: ask(report=things["report"]),
        {"moderator", "operator"},
    ),
    "engagement.messaging.policies.may_write_as_association": (
        lambda ask, things: ask(association=things["association"], partner=things["partner"]),
        {"manager"},
    ),
    "engagement.invitations.policies.may_invite": (
        lambda ask, things: ask(mission=things["mission"]),
        {"manager"},
    ),
    "engagement.invitations.policies.may_answer_invitation": (
        lambda ask, things: ask(invitation=things["invitation"]),
        {"volunteer"},
    ),
    "engagement.participations.policies.may_answer": (
        lambda ask, things: ask(participation=things["participation"]),
        {"manager"},
    ),
    "engagement.participations.policies.may_withdraw": (
        lambda ask, things: ask(participation=things["participation"], now=timezone.now()),
        {"volunteer"},
    ),
    "engagement.agenda.policies.may_manage_event": (
        lambda ask, things: ask(event=things["event"]),
        {"manager"},
    ),
    "engagement.offers.policies.may_manage_offer": (
        lambda ask, things: ask(offer=things["offer"]),
        {"volunteer"},
    ),
    "engagement.offers.policies.may_read_offer": (
        lambda ask, things: ask(offer=things["offer"], now=timezone.now()),
        {"volunteer", "manager", "stranger"},
    ),
    "engagement.offers.policies.may_answer_offer": (
        lambda ask, things: ask(
            offer=things["offer"], speaking_for=things["association"], now=timezone.now()
        ),
        {"manager"},
    ),
    "cms.territory.policies.runs_territory": (lambda ask, things: ask(), {"operator"}),
    "cms.figures.policies.reads_figures": (lambda ask, things: ask(), {"moderator", "operator"}),
    "cms.figures.policies.writes_reports": (lambda ask, things: ask(), {"operator"}),
    "tenants.console.policies.may_enter": (lambda ask, things: ask(), set()),
    "engagement.moderation.policies.may_moderate": (
        lambda ask, things: ask(moderated=things["moderated"]),
        {"moderator", "operator"},
    ),
    "engagement.moderation.policies.kinds_for": (lambda ask, things: ask(), {"moderator", "operator"}),
}


def policies() -> Iterator[tuple[str, Callable[..., object]]]:
    """Every public function of a `policies` module that is asked about a user."""
    for source in SOURCES:
        for path in sorted(source.glob("*/*/policies.py")):
            if source == ROOT and path.is_relative_to(ROOT / "platform"):
                continue
            module = import_module(".".join(path.relative_to(source).with_suffix("").parts))
            for name, function in inspect.getmembers(module, inspect.isfunction):
                if (
                    function.__module__ == module.__name__
                    and "user" in inspect.signature(function).parameters
                ):
                    yield f"{module.__name__}.{name}", function


@pytest.fixture
def things() -> dict[str, Any]:
    association = AssociationFactory()
    mission = MissionFactory(association=association)
    participation = ParticipationFactory(mission=mission)
    hers = {"user": participation.user, "association": association}
    certificate = Certificate.objects.create(
        user=participation.user,
        kind=CertificateKind.values[0],
        first_day=timezone.localdate(),
        last_day=timezone.localdate(),
        snapshot={},
        issued_at=timezone.now(),
    )
    certificate.associations.add(association)
    return {
        "association": association,
        "mission": mission,
        "draft": MissionFactory(association=association, state="draft", published_at=None),
        "participation": participation,
        "hours": HoursFactory(**hers),
        "corrected": HoursFactory(**hers, state="corrected"),
        "declared": HoursFactory(**hers, state="declared"),
        "certificate": certificate,
        "conversation": conversation_between(association=association, person=participation.user),
        "partner": AssociationFactory(),
        "invitation": MissionInvitation(user=participation.user, mission=mission),
        "reveal": Reveal(owner=participation.user),
        "report": Report(state=ReportState.OPEN),
        "event": EventFactory(association=association),
        "offer": OfferFactory(user=participation.user, audience=Audience.ASSOCIATIONS),
        "moderated": kinds()[0],
    }


@pytest.fixture
def people(things: dict[str, Any]) -> dict[str, Any]:
    everybody: dict[str, Any] = {role: UserFactory() for role in ROLES}
    everybody["anonymous"] = AnonymousUser()
    everybody["volunteer"] = things["participation"].user
    memberships = things["association"].memberships
    memberships.create(user=everybody["member"], role="member")
    for role in ("manager", "closed"):
        memberships.create(user=everybody[role], role=MembershipRole.MANAGER)
    AssociationFactory(manager=everybody["stranger"])
    for role, group in (*GROUPS.items(), ("closed", "Modération")):
        everybody[role].groups.add(Group.objects.get(name=group))
    everybody["closed"].is_active = False
    everybody["closed"].save()
    return everybody


def test_the_table_has_every_policy() -> None:
    found = {name for name, _ in policies()}
    assert found - set(MATRIX) == set(), "say in MATRIX how to ask these, and whom they answer yes"
    assert set(MATRIX) - found == set(), "these are gone"


@pytest.mark.parametrize("name", MATRIX)
def test_only_who_is_named_may(name: str, people: dict[str, Any], things: dict[str, Any]) -> None:
    question, allowed = MATRIX[name]
    function = dict(policies())[name]

    def answers() -> set[str]:
        return {
            role
            for role, person in people.items()
            if question(lambda person=person, **about: function(user=person, **about), things)
        }

    assert answers() == allowed
    for person in people.values():
        person.is_active = False
    assert answers() == set(), "a closed account has no role"


def test_a_guest_takes_part_and_does_nothing_else() -> None:
    routes = routes_of("config.urls_territory")

    def open_to(*, changes: bool) -> set[str]:
        return {one.key for one in routes if guests_may(route=one.key, path=f"/{one.path}", changes=changes)}

    assert open_to(changes=True) == GUESTS
    kept = {one.key for one in routes if one.path.startswith(NOT_FOR_GUESTS)} - GUESTS
    assert open_to(changes=False) & kept == {"passes:mission"}, "a mission elsewhere is public"
