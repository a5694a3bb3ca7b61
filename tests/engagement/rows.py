"""Rows by the hundred, for the lists of `test_costs`: in one query a table, and for `owner` where a list is hers."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db.models.base import ModelState
from django.utils import timezone

from engagement.agenda.models import Event, Registration
from engagement.associations.models import Association, Invitation, JoinRequest, Membership
from engagement.associations.models import Testimonial as SaidOfIt
from engagement.charter.models import Charter, Signature
from engagement.charter.services import publish_charter
from engagement.invitations.models import MissionInvitation
from engagement.messaging.models import Conversation
from engagement.missions.models import Mission, Pattern, Slot
from engagement.recognition.certificates import issue_certificate
from engagement.recognition.models import Certificate
from kernel.accounts.models import User
from kernel.audit.models import Entry
from tests.factories.agenda import EventFactory, OfferFactory
from tests.factories.engagement import (
    AssociationFactory,
    MissionFactory,
    ParticipationFactory,
    SlotFactory,
)
from tests.factories.messaging import conversation_between
from tests.factories.people import UserFactory
from tests.factories.recognition import HoursFactory


def like(row: Any, number: int, **fields: Any) -> list[Any]:
    """`number` more rows like one, in one query. A field is a value, or a list with one for each; slugs are new."""
    if hasattr(row, "slug"):
        fields.setdefault("slug", [f"{row.slug}-{uuid4()}" for _ in range(number)])
    made = []
    for n in range(number):
        one = copy(row)
        one._state, one.pk = ModelState(), None
        for name, value in fields.items():
            setattr(one, name, value[n] if isinstance(value, list) else value)
        made.append(one)
    return type(row)._default_manager.bulk_create(made)


def people(number: int) -> list[Any]:
    return like(UserFactory(), number, email=[f"{uuid4()}@example.org" for _ in range(number)])


def associations(owner: Any, number: int) -> list[Any]:
    return like(AssociationFactory(name="Les Amis du sentier"), number)


def missions(owner: Any, number: int) -> list[Any]:
    """With two dates each, of one association that `owner` manages."""
    association = Association.objects.first() or AssociationFactory(manager=owner)
    one = MissionFactory.build(association=association, title="Baliser un sentier")
    made = like(one, number)
    slot = SlotFactory.build(mission=one)
    like(slot, number, mission=made)
    like(slot, number, mission=made, starts_at=slot.ends_at, ends_at=slot.ends_at + timedelta(hours=1))
    return made


def submitted(owner: Any, number: int) -> None:
    missions(owner, number)
    Mission.objects.update(state="submitted", submitted_at=timezone.now())


def events(owner: Any, number: int) -> None:
    one = EventFactory(title="Atelier de réparation")
    like(one.occurrences.get(), number - 1, event=like(one, number - 1))


def offers(owner: Any, number: int) -> None:
    like(OfferFactory(title="Réparer un vélo"), number - 1, user=people(number - 1))


def requests(owner: Any, number: int) -> None:
    """Asked of a mission that `owner` manages."""
    mission = Mission.objects.first() or missions(owner, 1)[0]
    like(ParticipationFactory.build(mission=mission, user=owner), number, user=people(number))


def own_participations(owner: Any, number: int) -> None:
    made = missions(owner, number)
    slots = list(Slot.objects.filter(mission__in=made).order_by("pk")[:number])
    one = ParticipationFactory.build(user=owner, mission=made[0])
    like(one, number, mission=[slot.mission for slot in slots], slot=slots)


def conversations(owner: Any, number: int) -> None:
    one = conversation_between(owner, AssociationFactory())
    pairs = [f"{one.pair}-{n}" for n in range(number - 1)]
    made = like(one, number - 1, association=associations(owner, number - 1), pair=pairs)
    like(one.messages.get(), number - 1, conversation=made)


def managed_events(owner: Any, number: int) -> None:
    association = Association.objects.first() or AssociationFactory(manager=owner)
    one = EventFactory(title="Atelier de réparation", association=association)
    like(one.occurrences.get(), number - 1, event=like(one, number - 1))


def hours(owner: Any, number: int) -> None:
    """Declared to an association that `owner` manages."""
    association = Association.objects.first() or AssociationFactory(manager=owner)
    one = HoursFactory.build(association=association, note="Tri des dons", state="declared", user=owner)
    like(one, number, user=people(number))


def own_hours(owner: Any, number: int) -> None:
    association = Association.objects.first() or AssociationFactory()
    like(
        HoursFactory.build(
            association=association, note="Tri des dons", user=owner, day=timezone.localdate()
        ),
        number,
    )


def own_offers(owner: Any, number: int) -> None:
    like(OfferFactory(title="Réparer un vélo", user=owner), number - 1)


def received(owner: Any, number: int) -> None:
    """In the name of an association that `owner` manages."""
    association = Association.objects.first() or AssociationFactory(manager=owner)
    one = conversation_between(UserFactory(), association)
    pairs = [f"{one.pair}-{n}" for n in range(number - 1)]
    made = like(one, number - 1, person=people(number - 1), pair=pairs)
    like(one.messages.get(), number - 1, conversation=made)


def space(path: str) -> Callable[[Any], str]:
    """A page below the space of an association that `owner` manages."""
    return lambda owner: (
        f"/espace-association/associations/{AssociationFactory(manager=owner, description='').slug}/{path}"
    )


def manager_at(path: str, of: int = 1) -> Callable[[Any], str]:
    """A page of the space of whoever manages so many associations, as `owner` does."""

    def made(owner: Any) -> str:
        AssociationFactory.create_batch(of, manager=owner)
        return f"/espace-association/{path}"

    return made


def members(owner: Any, number: int) -> None:
    one = Membership(association=Association.objects.get(), role="member")
    like(one, number, user=people(number))


def own_invitations(owner: Any, number: int) -> None:
    """To missions of others; each in a month of its own, for there are only so many in one."""
    before = MissionInvitation.objects.count()
    MissionInvitation.objects.bulk_create(
        MissionInvitation(
            mission=mission,
            user=owner,
            sent_at=timezone.now(),
            month=date(2001 + (before + n) // 12, (before + n) % 12 + 1, 1),
            number=1,
        )
        for n, mission in enumerate(missions(UserFactory(), number))
    )


def asking(owner: Any, number: int) -> None:
    one = JoinRequest(association=Association.objects.get(), message="Je tiens la buvette.")
    like(one, number, user=people(number), created_at=timezone.now())


def invited(owner: Any, number: int) -> None:
    one = Invitation(
        association=Association.objects.get(), role="member", expires_at=timezone.now() + timedelta(days=1)
    )
    codes = [uuid4().hex for _ in range(number)]
    like(one, number, digest=codes, email=[f"{code}@invitee.example" for code in codes])


def opinions(owner: Any, number: int) -> None:
    one = SaidOfIt(first_name="Zoé", text="Un accueil en or.", consented_at=timezone.now())
    like(one, number, association=Association.objects.get(), state_since=timezone.now())


def managed(owner: Any, number: int) -> None:
    like(Membership(user=owner, role="manager"), number, association=associations(owner, number))


def patterns(owner: Any, number: int) -> None:
    one = Pattern(association=Association.objects.get(), name="Tenir la buvette", content={"need": "Servir."})
    like(one, number, created_at=timezone.now())


def sheets(owner: Any) -> str:
    mission = MissionFactory(association=AssociationFactory(manager=owner))
    return f"/espace-association/missions/{mission.pk}/presences/"


def dates_with_people(owner: Any, number: int) -> None:
    slots = like(SlotFactory(mission=Mission.objects.get()), number)
    one = ParticipationFactory.build(mission=Mission.objects.get(), state="accepted")
    like(one, number, slot=slots, user=people(number))


def event_of_mine(owner: Any) -> str:
    event = EventFactory(association=AssociationFactory(manager=owner))
    return f"/espace-association/evenements/{event.pk}/inscriptions/"


def event_of_the_site(owner: Any) -> str:
    return f"/admin/events/{EventFactory(association=None).pk}/"


def guests(owner: Any, number: int) -> None:
    made = [UserFactory.build(first_name="Zoé", email=f"{uuid4()}@example.org") for _ in range(number)]
    one = Registration(occurrence=Event.objects.get().occurrences.get())
    like(one, number, user=User.objects.bulk_create(made), created_at=timezone.now())


def own_registrations(owner: Any, number: int) -> None:
    one = EventFactory(title="Atelier de réparation")
    made = like(one.occurrences.get(), number, event=like(one, number))
    like(Registration(user=owner), number, occurrence=made, created_at=timezone.now())


def certificates(owner: Any, number: int) -> None:
    """Of `owner`, from an association that she manages too."""
    one = Certificate.objects.first()
    if one is None:
        owner.first_name, owner.last_name = "Zoé", "Martin"
        given = HoursFactory(user=owner, association=AssociationFactory(manager=owner))
        fixed = {"kind": "period", "first_day": given.day, "last_day": given.day, "association": None}
        one = issue_certificate(user=owner, mission=None, now=timezone.now(), **fixed)
        number -= 1
    made = like(one, number, code=[uuid4().hex[:24] for _ in range(number)])
    through, association = Certificate.associations.through, Association.objects.get()
    through.objects.bulk_create(
        through(certificate=certificate, association=association) for certificate in made
    )


def signatures(owner: Any, number: int) -> None:
    version = Charter.objects.published().first()
    if version is None:
        version = publish_charter(charter=Charter.objects.get(), now=timezone.now())
    one = Signature(charter=version, name="Zoé Martin", signed_at=timezone.now())
    like(one, number, user=people(number), association=associations(owner, number))


def acts(owner: Any, number: int) -> None:
    like(Entry(act="person.exported", actor=owner, actor_label="Zoé M."), number)


def unanswered(owner: Any, number: int) -> None:
    mission = Mission.objects.first() or missions(owner, 1)[0]
    one = ParticipationFactory.build(mission=mission, requested_at=timezone.now() - timedelta(days=60))
    like(one, number, user=people(number))


def events_of_the_team(owner: Any, number: int) -> None:
    one = EventFactory(title="Atelier de réparation", association=None)
    like(one.occurrences.get(), number - 1, event=like(one, number - 1))


def said(owner: Any, number: int) -> None:
    one = Conversation.objects.get().messages.first()
    like(one, number, body="Et le dimanche ?")


def thread(owner: Any) -> str:
    return conversation_between(owner, AssociationFactory()).get_absolute_url() + "?page=1"
