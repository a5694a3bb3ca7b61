"""At her territory: associations of other ones ask somebody whom only this one knows; she says yes, no, or no more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from engagement.invitations import mails
from engagement.invitations.models import Answer, FarAnswer, FromAway
from engagement.invitations.selectors import last_number, month_of
from engagement.invitations.sent_away import ANSWERED
from engagement.invitations.services import AlreadyAnswered
from engagement.participations.models import ACTIVE_STATES
from engagement.passes.calling import call_upon
from engagement.passes.elsewhere import shown_by
from engagement.passes.exchange import tell_changes
from engagement.passes.models import Journey, Pass
from engagement.passes.services import issue_pass
from engagement.rules.selectors import current_rules
from engagement.volunteers.models import Volunteer
from kernel.accounts.models import User
from kernel.tenancy import TerritoryContext, current_schema, territory_called
from matching.catalogue.models import Opportunity
from matching.envelopes.services import post
from matching.network.selectors import current_viewer
from matching.seekers.models import SeekerCard


def take_in_invitation(host: str, content: Mapping[str, Any], now: datetime) -> None:
    """Pass an invitation on to her whose card it names, by e-mail and on her page; or tell the host that it cannot be.

    Not when she no longer agrees, was invited as often this month as the territory allows, refrains, is too young, was
    invited to it or takes part in it already, or when the territory does not show the mission. Which, stays here.
    """
    # Whoever invites her, or changes her consent, does so one at a time.
    if FromAway.objects.filter(code=content["subject"]).exists():
        return
    card = UUID(content["card"])
    Volunteer.objects.select_for_update(no_key=True).filter(card=card).first()
    site = territory_called(host)
    row = shown_by(host).filter(mission_id=content["mission"]).first()
    volunteer = Volunteer.objects.select_related("user").filter(card=card).first()
    if (
        site is None
        or row is None
        or volunteer is None
        or not _may_be_asked(volunteer, row, content["association"], now)
    ):
        _tell(host, content["subject"], FarAnswer.LOST)
        return
    month = month_of(now)
    invitation = FromAway.objects.create(
        user=volunteer.user,
        code=UUID(content["subject"]),
        host=host,
        host_name=site.name,
        mission_key=row.mission_id,
        mission_title=row.title,
        association_key=content["association"],
        association_name=row.association_name,
        words=content["words"],
        sent_at=now,
        month=month,
        number=last_number(user=volunteer.user, month=month) + 1,
    )
    mails.tell_of_invitation_from_away(invitation)


@transaction.atomic
def accept_from_away(
    *, invitation: FromAway, host: TerritoryContext, shows_first_name: bool, now: datetime
) -> Pass:
    """Say yes: she gets her pass to the host, which knows her as its guest from now on.

    Raises `AlreadyAnswered`, and what `issue_pass` raises.
    """
    invitation = _unanswered(invitation)
    travel_pass = issue_pass(user=invitation.user, host=host, shows_first_name=shows_first_name, now=now)
    _keep(invitation, Answer.ACCEPTED, now)
    tell_changes(now=now)
    # About her pass, so that the host reads it once it knows her.
    _tell(
        host.slug,
        str(invitation.code),
        FarAnswer.ACCEPTED,
        subject=str(travel_pass.code),
        pass_=travel_pass.code,
    )
    return travel_pass


@transaction.atomic
def decline_from_away(*, invitation: FromAway, now: datetime, never_again: bool = False) -> None:
    """Say no; with `never_again`, the association's invitations no longer reach her. Raises `AlreadyAnswered`."""
    invitation = _unanswered(invitation)
    invitation.refrains = never_again
    _keep(invitation, Answer.DECLINED, now)
    _tell(invitation.host, str(invitation.code), FarAnswer.DECLINED)


def hear_again_from_away(*, user: User, host: str, association_key: int) -> None:
    """The association's invitations reach her again. Idempotent."""
    FromAway.objects.filter(user=user, host=host, association_key=association_key).update(refrains=False)


def invitations_from_away(*, user: User) -> QuerySet[FromAway]:
    """Hers: those that await her answer first, then the latest."""
    return FromAway.objects.filter(user=user)


def mission_of(invitation: FromAway) -> Opportunity | None:
    """The mission as the network's catalogue knows it; None when it is no longer offered."""
    return shown_by(invitation.host).filter(mission_id=invitation.mission_key).first()


def _may_be_asked(volunteer: Volunteer, row: Opportunity, association_key: int, now: datetime) -> bool:
    found = SeekerCard.objects.filter(
        code=volunteer.card, beyond=True, territory__schema_name=current_schema()
    )
    user, host = volunteer.user, row.territory.slug
    before = FromAway.objects.filter(user=user, host=host)
    born_by = timezone.localdate(now).year - (row.min_age or 0)
    return (
        row.territory.listed
        and current_viewer().sees(territory=host, reach=row.reach, causes=row.causes)
        and (volunteer.birth_year is None or volunteer.birth_year <= born_by)
        and last_number(user=user, month=month_of(now)) < current_rules().invitations_a_month
        and not before.filter(mission_key=row.mission_id).exists()
        and not before.filter(association_key=association_key, refrains=True).exists()
        and not Journey.objects.filter(
            travel_pass__user=user, travel_pass__host=host, path=row.path, state__in=ACTIVE_STATES
        ).exists()
        and found.exists()
    )


def _unanswered(invitation: FromAway) -> FromAway:
    """As it is now, its row held. Raises `AlreadyAnswered`."""
    held = FromAway.objects.select_for_update(no_key=True, of=("self",)).select_related("user")
    found = held.get(pk=invitation.pk)
    if found.answer != Answer.NONE:
        raise AlreadyAnswered
    return found


def _keep(invitation: FromAway, answer: Answer, now: datetime) -> None:
    invitation.answer, invitation.answered_at = answer, now
    invitation.save(update_fields=["answer", "answered_at", "refrains"])


def _tell(host: str, code: str, answer: FarAnswer, *, subject: str = "", pass_: UUID | None = None) -> None:
    content = {"kind": ANSWERED, "subject": subject or code, "code": code, "answer": answer.value}
    post(recipient=host, content=content | ({"pass": str(pass_)} if pass_ else {}))
    transaction.on_commit(partial(call_upon, host))
