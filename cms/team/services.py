"""Lets people into the team, and notes who was let in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse

from cms.team.policies import may_join
from engagement.agenda.services import unregister_from_all
from engagement.participations.services import give_up_all
from engagement.passes.services import end_passes
from kernel.accounts.models import User
from kernel.accounts.services import open_account
from kernel.audit.services import record
from kernel.mail import services as mail


class CannotJoin(Exception):
    """The account is closed, or answers for the whole site already."""


@transaction.atomic
def add_to_team(
    *, email: str, groups: Collection[Group], by: User, first_name: str = "", last_name: str = ""
) -> User:
    """Give roles to the person of this address, who keeps her name and her password, and tell her by e-mail.

    Who has no account yet gets one, and signs in by the code sent to the address. Raises `CannotJoin`.
    """
    person = User.objects.filter(email__iexact=email).first()
    if person is None:
        person = open_account(email=email, first_name=first_name, last_name=last_name)
    elif not may_join(person):
        raise CannotJoin
    person.groups.add(*groups)
    names = sorted(group.name for group in groups)
    record(act="team.joined", actor=by, subject=person, details={"roles": names})
    mail.send(
        template="team_invitation",
        to=person,
        context={
            "first_name": person.first_name,
            "by": by.masked_name,
            "roles": ", ".join(names),
            "path": reverse("wagtailadmin_home"),
        },
    )
    return person


def note_roles(*, person: User, before: Collection[str], by: User) -> None:
    """Write in the journal that somebody's roles are no longer `before`, if so."""
    after = sorted(person.groups.values_list("name", flat=True))
    if after != sorted(before):
        record(
            act="team.roles_changed",
            actor=by,
            subject=person,
            details={"before": sorted(before), "after": after},
        )


@transaction.atomic
def settle_account(*, person: User, by: User, now: datetime) -> None:
    """Write in the journal that an account has just been closed, or opened again, and draw the consequences.

    Who cannot sign in any more is expected nowhere: what she was to take part in, here and in other territories, is
    given up as if she left, and others get the places. Nothing of it comes back with the account.
    """
    record(act="team.opened" if person.is_active else "team.closed", actor=by, subject=person, at=now)
    if not person.is_active:
        give_up_all(user=person, now=now)
        unregister_from_all(user=person, now=now)
        end_passes(user=person, now=now)


def note_group(*, group: Group, before: Collection[str], after: Collection[str], by: User) -> None:
    """Write in the journal what a group may do from now on, and what no longer."""
    record(
        act="team.group_changed",
        actor=by,
        subject=group,
        details={
            "given": sorted(set(after) - set(before)),
            "taken": sorted(set(before) - set(after)),
        },
    )
