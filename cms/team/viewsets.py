"""Managing the team's accounts. Citizens are not listed: their addresses are shown to nobody."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.users.utils import user_can_delete_user
from wagtail.users.views import users

from cms.team.forms import AddToTeamForm, TeamEditForm
from cms.team.services import note_roles, settle_account
from engagement.privacy.erasure import REMOVED, erase_person
from engagement.privacy.selectors import obstacles_to_erasure
from kernel.accounts.models import User
from kernel.accounts.requests import signed_in


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
        if not colleagues_of(signed_in(self.request)).filter(pk=account.pk).exists():
            raise Http404
        return account


class TeamIndexView(users.IndexView):
    """Each colleague with her roles, where Wagtail would say who is an administrator: here nobody is."""

    def get_base_queryset(self) -> QuerySet[User]:
        return colleagues_of(self.request.user).prefetch_related("groups")

    @cached_property
    def columns(self) -> list[Column]:
        roles = Column("roles", label=gettext_lazy("Roles"), accessor=_roles_of, width="25%")
        return [roles if column.name == "is_superuser" else column for column in super().columns]


def _roles_of(colleague: User) -> str:
    return ", ".join(group.name for group in colleague.groups.all())


class AddToTeamView(users.CreateView):
    """Letting somebody in by her address."""

    page_title = gettext_lazy("Add to the team")
    submit_button_label = gettext_lazy("Add to the team")
    success_message = gettext_lazy("Done: %(object)s is told by e-mail.")

    def get_template_names(self) -> list[str]:
        return ["wagtailadmin/generic/form.html"]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"by": self.request.user}

    def save_instance(self) -> User:
        colleague: User = self.form.save()
        return colleague


class TeamEditView(_OfTheTeam, users.EditView):
    """One colleague's name and roles."""

    def save_instance(self) -> User:
        by, before = signed_in(self.request), list(self.object.groups.values_list("name", flat=True))
        was_open = User.objects.values_list("is_active", flat=True).get(pk=self.object.pk)
        colleague: User = super().save_instance()
        note_roles(person=colleague, before=before, by=by)
        if colleague.is_active != was_open:
            settle_account(person=colleague, by=by, now=timezone.now())
        return colleague


class TeamDeleteView(_OfTheTeam, users.DeleteView):
    """Erasing a colleague's account, as she could herself: nothing is left that names her."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        account = self.get_object()
        if user_can_delete_user(request.user, account) and (obstacles := obstacles_to_erasure(user=account)):
            messages.error(request, " ".join(obstacles))
            return redirect("wagtailusers_users:edit", account.pk)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def delete_action(self) -> None:
        erase_person(user=self.object, now=timezone.now(), act=REMOVED, by=signed_in(self.request))


class TeamHistoryView(_OfTheTeam, users.HistoryView):
    """What was changed of a colleague's account."""


class UserViewSet(users.UserViewSet):
    index_view_class = TeamIndexView
    add_view_class = AddToTeamView
    edit_view_class = TeamEditView
    delete_view_class = TeamDeleteView
    history_view_class = TeamHistoryView
    copy_view_enabled = False  # one lets in a person; there is nothing of an account to copy

    def get_form_class(self, for_update: bool = False) -> type[AddToTeamForm | TeamEditForm]:
        return TeamEditForm if for_update else AddToTeamForm
