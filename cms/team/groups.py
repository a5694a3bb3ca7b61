"""Wagtail's management of groups: each change is in the journal. Administrators of the network alone reach it."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.models import GroupCollectionPermission, GroupPagePermission
from wagtail.users.views import groups

from cms.team.services import note_group
from kernel.accounts.requests import signed_in


class _Noted:
    """A view that writes a group, its permissions on pages and the library included."""

    request: HttpRequest
    object: Group

    @transaction.atomic
    def process_form(self) -> HttpResponse:
        before = powers_of(self.object)
        response: HttpResponse = super().process_form()  # type: ignore[misc]  # a mixin of Wagtail's views
        if self.object.pk and before != (after := powers_of(self.object)):
            note_group(group=self.object, before=before, after=after, by=signed_in(self.request))
        return response


class GroupCreateView(_Noted, groups.CreateView):
    """A new group."""


class GroupEditView(_Noted, groups.EditView):
    """What a group may do."""


class GroupDeleteView(groups.DeleteView):
    """Taking a group away, and its roles from whoever had it."""

    @transaction.atomic
    def delete_action(self) -> None:
        note_group(group=self.object, before=powers_of(self.object), after=[], by=signed_in(self.request))
        super().delete_action()


class GroupViewSet(groups.GroupViewSet):
    add_view_class = GroupCreateView
    edit_view_class = GroupEditView
    delete_view_class = GroupDeleteView


def powers_of(group: Group) -> list[str]:
    """What a group may do, sorted: codes of permissions, with the page or the collection where they are limited."""
    if group.pk is None:
        return []
    general = group.permissions.values_list("content_type__app_label", "codename")
    pages = GroupPagePermission.objects.filter(group=group).values_list("permission__codename", "page_id")
    library = GroupCollectionPermission.objects.filter(group=group).values_list(
        "permission__codename", "collection_id"
    )
    return sorted(
        [
            *(f"{app}.{code}" for app, code in general),
            *(f"{code}, page {page}" for code, page in pages),
            *(f"{code}, collection {collection}" for code, collection in library),
        ]
    )
