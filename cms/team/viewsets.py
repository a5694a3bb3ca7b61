"""Managing the team's accounts. Citizens are not listed: their addresses are shown to nobody."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views import users

from cms.team.forms import TeamCreationForm, TeamEditForm
from kernel.accounts.models import User


def colleagues_of(viewer: User) -> QuerySet[User]:
    """Who may enter the back office, administrators apart; an administrator of the site sees every account."""
    if viewer.is_superuser:
        return User.objects.all()
    return User.objects.filter(groups__permissions__codename="access_admin", is_superuser=False).distinct()


class _OfTheTeam:
    """A view of one account: 404 for whoever is no colleague of the viewer."""

    request: HttpRequest

    def get_object(self, *args: Any, **kwargs: Any) -> User:
        account: User = super().get_object(*args, **kwargs)  # type: ignore[misc]  # a mixin of Wagtail's views
        if not colleagues_of(self.request.user).filter(pk=account.pk).exists():  # type: ignore[arg-type]  # signed in
            raise Http404
        return account


class TeamIndexView(users.IndexView):
    def get_base_queryset(self) -> QuerySet[User]:
        return colleagues_of(self.request.user)


class TeamEditView(_OfTheTeam, users.EditView):
    """One colleague's name and roles."""


class TeamDeleteView(_OfTheTeam, users.DeleteView):
    """Taking a colleague's account away."""


class TeamHistoryView(_OfTheTeam, users.HistoryView):
    """What was changed of a colleague's account."""


class UserViewSet(users.UserViewSet):
    index_view_class = TeamIndexView
    edit_view_class = TeamEditView
    delete_view_class = TeamDeleteView
    history_view_class = TeamHistoryView

    def get_form_class(self, for_update: bool = False) -> type[UserCreationForm | UserEditForm]:
        return TeamEditForm if for_update else TeamCreationForm
