"""Managing the team's accounts."""

from __future__ import annotations

from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from cms.team.forms import TeamCreationForm, TeamEditForm


class UserViewSet(WagtailUserViewSet):
    def get_form_class(self, for_update: bool = False) -> type[UserCreationForm | UserEditForm]:
        return TeamEditForm if for_update else TeamCreationForm
