"""Who may do what in the back office, beyond what Wagtail's own permissions say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class OnlyToRead(ModelPermissionPolicy):
    """Who may view, and nobody may add, change or delete by a form of Wagtail's."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class OnlyDrafts(ModelPermissionPolicy):
    """A published version is what people signed: nobody changes or deletes it any more."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        frozen = action in ("change", "delete") and instance.number is not None
        return not frozen and bool(super().user_has_permission_for_instance(user, action, instance))
