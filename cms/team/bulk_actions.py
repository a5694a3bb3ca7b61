"""Wagtail's actions on several accounts at once, for colleagues only: its own take any number from the address."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.users.views.bulk_actions import (
    AssignRoleBulkAction,
    DeleteBulkAction,
    SetActiveStateBulkAction,
)

from cms.team.services import note_roles, settle_account
from cms.team.viewsets import colleagues_of
from engagement.privacy.erasure import REMOVED, erase_person
from engagement.privacy.selectors import obstacles_to_erasure
from kernel.accounts.models import User


class _OnColleagues:
    request: Any

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, list[Any]]]:
        accounts, left_out = super().get_actionable_objects()  # type: ignore[misc]  # a mixin of Wagtail's actions
        known = set(colleagues_of(self.request.user).values_list("pk", flat=True))
        return (
            [one for one in accounts if one.pk in known],
            {name: [one for one in others if one.pk in known] for name, others in left_out.items()},
        )

    def get_execution_context(self) -> dict[str, Any]:
        return super().get_execution_context() | {"by": self.request.user}  # type: ignore[misc]


class AssignRole(_OnColleagues, AssignRoleBulkAction):
    """Gives a role to several colleagues; the journal knows."""

    @classmethod
    def execute_action(cls, objects: list[User], *, by: User, **kwargs: Any) -> tuple[int, int]:
        before = {one.pk: list(one.groups.values_list("name", flat=True)) for one in objects}
        with transaction.atomic():
            done: tuple[int, int] = super().execute_action(objects, **kwargs)
            for one in objects:
                note_roles(person=one, before=before[one.pk], by=by)
        return done


class Delete(_OnColleagues, DeleteBulkAction):
    """Erases the accounts of several colleagues, those left out who have to hand something over first."""

    def check_perm(self, obj: User) -> bool:
        return super().check_perm(obj) and not obstacles_to_erasure(user=obj)

    @classmethod
    @transaction.atomic
    def execute_action(cls, objects: list[User], *, by: User, **kwargs: Any) -> tuple[int, int]:
        for one in objects:
            erase_person(user=one, now=timezone.now(), act=REMOVED, by=by)
        return len(objects), 0


class SetActiveState(_OnColleagues, SetActiveStateBulkAction):
    """Closes or opens the accounts of several colleagues; the journal knows."""

    @classmethod
    @transaction.atomic
    def execute_action(
        cls, objects: list[User], *, by: User, mark_as_active: bool = False, **kwargs: Any
    ) -> tuple[int, int]:
        changing = [one for one in objects if one.is_active != mark_as_active]
        done: tuple[int, int] = super().execute_action(changing, mark_as_active=mark_as_active, **kwargs)
        for one in User.objects.filter(pk__in=[one.pk for one in changing]).order_by("pk"):
            settle_account(person=one, by=by, now=timezone.now())
        return done


ACTIONS = (AssignRole, Delete, SetActiveState)
