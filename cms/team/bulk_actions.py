"""Wagtail's actions on several accounts at once, for colleagues only: its own take any number from the address."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.users.views.bulk_actions import (
    AssignRoleBulkAction,
    DeleteBulkAction,
    SetActiveStateBulkAction,
)

from cms.team.services import note_roles
from cms.team.viewsets import colleagues_of
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


class AssignRole(_OnColleagues, AssignRoleBulkAction):
    """Gives a role to several colleagues; the journal knows."""

    def get_execution_context(self) -> dict[str, Any]:
        return super().get_execution_context() | {"by": self.request.user}

    @classmethod
    def execute_action(cls, objects: list[User], *, by: User, **kwargs: Any) -> tuple[int, int]:
        before = {one.pk: list(one.groups.values_list("name", flat=True)) for one in objects}
        with transaction.atomic():
            done: tuple[int, int] = super().execute_action(objects, **kwargs)
            for one in objects:
                note_roles(person=one, before=before[one.pk], by=by)
        return done


class Delete(_OnColleagues, DeleteBulkAction):
    """Takes the accounts of several colleagues away."""


class SetActiveState(_OnColleagues, SetActiveStateBulkAction):
    """Closes or opens the accounts of several colleagues."""


ACTIONS = (AssignRole, Delete, SetActiveState)
