"""The demonstration shows every state of everything that has states, in each of its territories."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.apps import apps
from django.db import models

from demo.filling import fill_territory, places_of
from demo.grammar import generate
from demo.instances import INSTANCES, DemoInstance
from demo.scenes import SCENES, Stage, import_module, invitations, passes
from demo.services import open_demo_accounts
from engagement.agenda.models import Event, Occurrence, Registration
from engagement.associations.models import Association, Invitation, JoinRequest
from engagement.charter.models import Charter
from engagement.invitations.models import Answer, FarAnswer, FromAway, MissionInvitation, SentAway
from engagement.messaging.models import Attachment, Block, Conversation, Message, Reveal
from engagement.messaging.selectors import unread_of
from engagement.missions.models import Mission, Recurrence, Slot
from engagement.passes.models import Guest, Journey, Release
from engagement.privacy.shared_schema import rows_that_say, words_of_people
from engagement.recognition.models import Certificate
from kernel.accounts.models import User
from kernel.audit.models import Entry
from kernel.tenancy import TerritoryContext, tenant_context
from matching.catalogue.services import apply_outbox
from tenants.geography.models import Commune
from tests.factories.engagement import MissionFactory, VolunteerFactory

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
#: What another territory tells of a part taken there, and e-mails on their way: no scene of one territory makes these.
ELSEWHERE = {"passes.Journey", "mail.OutgoingMail"}

#: Scenes without states, or that ask a whole network.
OTHERS = {"pages", "suggestions"}


def with_states() -> list[type[models.Model]]:
    """Every table of a territory's life that has states."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith(("engagement.", "kernel."))
        and any(field.name == "state" for field in model._meta.concrete_fields)
        and model._meta.label not in ELSEWHERE
    ]


@pytest.mark.parametrize("instance", INSTANCES, ids=lambda one: one.slug)
def test_every_state_is_shown(instance: DemoInstance, in_a: TerritoryContext, mailoutbox: list) -> None:
    spec = generate(
        seed="essai",
        country=instance.country,
        places=places_of(Commune.objects.filter(territories=in_a.id)),
        today=NOW.date(),
        associations=12,
        missions=10,
        volunteers=20,
        participations=6,
    )
    fill_territory(in_a, spec, now=NOW)
    open_demo_accounts(instance)
    editor = User.objects.get(email="editor@vallee-claire.example")
    people = {"citizen": "citoyenne", "manager": "responsable"}
    stage = {role: User.objects.get(email=f"{name}@{instance.slug}.example") for role, name in people.items()}
    for name in SCENES:
        if name not in OTHERS:
            scene = import_module(f"demo.scenes.{name}")
            scene.play(Stage(instance=instance, now=NOW, draw=Random(name), editor=editor, **stage))

    for model in with_states():
        shown = set(model._default_manager.values_list("state", flat=True))
        assert shown == {value for value, _label in model._meta.get_field("state").flatchoices}, model
    open_invitations = Invitation.objects.open()
    assert open_invitations.filter(expires_at__gt=NOW).exists()
    assert open_invitations.filter(expires_at__lte=NOW).exists()
    for ended in ("accepted_at", "revoked_at"):
        assert Invitation.objects.filter(**{f"{ended}__isnull": False}).exists()
    assert JoinRequest.objects.exists()
    assert Slot.objects.filter(cancelled_at__isnull=False).exists()
    assert Recurrence.objects.exclude(skipped=[]).exists()
    assert Mission.objects.filter(slots=None, state="published", starts_at=None).exists()
    assert Charter.objects.drafts().exists()
    assert Entry.objects.filter(act="moderation.suspend").exists(), "a history"
    assert {"", "volunteer", "association"} == set(Certificate.objects.values_list("revoked_by", flat=True))
    # The agenda.
    assert Event.objects.filter(association__isnull=True).exists()
    assert Event.objects.filter(missions__isnull=False).exists()
    assert Occurrence.objects.shown().to_come(NOW).count() > 8
    assert Occurrence.objects.filter(ends_at__lt=NOW).exists()
    assert Registration.objects.filter(user=stage["citizen"]).exists()
    # Conversations: between two citizens, between two associations, begun by a message to all, closed, left.
    assert Conversation.objects.filter(association=None, peer__isnull=False).count() == 2
    assert Conversation.objects.filter(partner__isnull=False).count() == 1
    assert Message.objects.filter(to_all=True).count() == 2
    assert Conversation.objects.filter(closed_at__isnull=False).count() == 1
    assert Conversation.objects.filter(association__isnull=False, person=None, partner=None).count() == 1
    assert [model.objects.count() for model in (Attachment, Block, Reveal)] == [1, 1, 1]
    assert unread_of(user=stage["citizen"]).own >= 1
    assert unread_of(user=stage["manager"]).of_associations >= 2
    assert set(MissionInvitation.objects.values_list("answer", flat=True)) == set(Answer.values)
    assert MissionInvitation.objects.filter(user=stage["citizen"]).exists()
    assert mailoutbox == []


def test_citizens_take_part_elsewhere(
    in_a: TerritoryContext, territory_b: TerritoryContext, mailoutbox: list, monkeypatch
) -> None:
    """Each in the territory that opened before hers, the first in the last; every state is told at home. Managers have
    asked people of the other. Of all this nothing in the shared schema says who anybody is.
    """
    first, second = (
        replace(instance, slug=territory.slug)
        for instance, territory in zip(INSTANCES, (in_a, territory_b), strict=False)
    )
    for scene in (passes, invitations):
        monkeypatch.setattr(scene, "INSTANCES", (first, second))
    for instance, territory in ((first, in_a), (second, territory_b)):
        with tenant_context(territory):
            MissionFactory.create_batch(2, capacity=None, reach="network")
            open_demo_accounts(instance)
            manager = User.objects.get(email=instance.accounts[1].email)
            association = Association.objects.managed_by(manager).first()
            MissionFactory(association=association, reach="network")
            VolunteerFactory(findable=True, findable_beyond=True)
            apply_outbox()
            mission = MissionFactory(association=association)
            mission.slots.create(
                capacity=4, starts_at=NOW - timedelta(days=6), ends_at=NOW - timedelta(days=6, hours=-3)
            )
            stage = Stage(
                instance=instance, now=NOW, draw=Random(0), citizen=manager, manager=manager, editor=manager
            )
            passes.play(stage)
            invitations._beyond(stage)
    said = {words for territory in (in_a, territory_b) for words in words_of_people(territory)}
    for territory in (in_a, territory_b):
        with tenant_context(territory):  # and the codes by which other territories know them
            said |= set(map(str, Guest.objects.values_list("code", flat=True)))
    assert not rows_that_say(said)
    for territory in (in_a, territory_b):
        with tenant_context(territory):
            told = dict(Journey.objects.values_list("state", "minutes"))
            assert told == {"requested": 0, "accepted": 0, "attended": 180}
            assert Release.objects.count() == 2, "the name of whoever comes from the other"
            assert FromAway.objects.get().answer == ""
            assert set(SentAway.objects.values_list("answer", flat=True)) == set(FarAnswer.values)
    assert mailoutbox == []
