"""Associations and missions in the back office: to read, to find, to publish and to withdraw.

What they say of themselves is theirs to write; the team decides what is shown, through the domain's own services.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.models import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from engagement.associations.models import Association
from engagement.associations.services import publish_association, suspend_association
from engagement.associations.states import ASSOCIATION
from engagement.lifecycle import ForbiddenTransition, Lifecycle
from engagement.missions.models import Mission
from engagement.missions.services import close_mission, publish_mission
from engagement.missions.states import MISSION
from matching.taxonomy import cause, skill

#: Fields that hold codes of the taxonomy, and who knows their words.
_WORDS: dict[str, Callable[[str], Any]] = {"causes": cause, "skills": skill}


@dataclass(frozen=True, slots=True)
class Action:
    """A change of state that the team may make: `name` in the lifecycle, the button's label, what does it."""

    name: str
    label: Any
    perform: Callable[[Any], Any]


class StateView(InspectView):
    """Everything about one thing, and a button for each change of state it is ready for."""

    template_name = "backoffice/state.html"
    lifecycle: Lifecycle
    actions: tuple[Action, ...] = ()
    change_permission = ""

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        value = getattr(self.object, field_name)
        if field_name in _WORDS:
            return ", ".join(str(_WORDS[field_name](code).label) for code in value) or "–"
        return "–" if value in (None, "") else super().get_field_display_value(field_name, field)

    def _offered(self) -> list[Action]:
        if not self.request.user.has_perm(self.change_permission):
            return []
        return [action for action in self.actions if self.lifecycle.allows(action.name, self.object.state)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"actions": self._offered(), "public_url": self.object.get_absolute_url()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(self.change_permission):
            raise PermissionDenied
        action = next((one for one in self.actions if one.name == request.POST.get("action")), None)
        try:
            if action:
                action.perform(self.object)
                messages.success(request, _("Done: %(name)s") % {"name": self.object})
        except ForbiddenTransition:
            messages.warning(request, _("Somebody was quicker: here is how things stand now."))
        return HttpResponseRedirect(request.path)


class AssociationStateView(StateView):
    lifecycle = ASSOCIATION
    change_permission = "associations.change_association"
    actions = (
        Action("publish", gettext_lazy("Publish"), lambda one: publish_association(association=one)),
        Action("suspend", gettext_lazy("Suspend"), lambda one: suspend_association(association=one)),
    )


class MissionStateView(StateView):
    lifecycle = MISSION
    change_permission = "missions.change_mission"
    actions = (
        Action(
            "publish", gettext_lazy("Publish"), lambda one: publish_mission(mission=one, now=timezone.now())
        ),
        Action("close", gettext_lazy("Close"), lambda one: close_mission(mission=one, now=timezone.now())),
    )


class WithCommune(IndexView):
    """A list whose rows name their commune and their association without a query each."""

    related: tuple[str, ...] = ("commune",)

    def get_base_queryset(self) -> models.QuerySet[Any]:
        rows: models.QuerySet[Any] = super().get_base_queryset().select_related(*self.related)
        return rows


class MissionIndexView(WithCommune):
    related = ("commune", "association")


class _ReadOnlyViewSet(ModelViewSet):
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = WithCommune
    # Required by Wagtail, for forms that the policy never opens.
    form_fields: tuple[str, ...] = ("state",)
    list_filter: tuple[str, ...] = ("state",)


class AssociationViewSet(_ReadOnlyViewSet):
    model = Association
    icon = "group"
    menu_label = gettext_lazy("Associations")
    inspect_view_class = AssociationStateView
    inspect_view_fields = (
        "state", "summary", "description", "causes", "commune", "street", "website", "opening_hours", "created_at",
    )  # fmt: skip
    list_display = (
        "name",
        Column("commune", label=gettext_lazy("Commune"), accessor="commune.name"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("created_at", label=gettext_lazy("Created"), sort_key="created_at"),
    )
    search_fields = ("name", "summary")
    ordering = ("name",)


class MissionViewSet(_ReadOnlyViewSet):
    model = Mission
    icon = "tasks"
    menu_label = gettext_lazy("Missions")
    index_view_class = MissionIndexView
    inspect_view_class = MissionStateView
    inspect_view_fields = (
        "state", "association", "need", "welcome", "accompaniment", "given_back", "causes", "skills", "commune",
        "place_name", "starts_at", "ends_at", "capacity", "reach", "published_at",
    )  # fmt: skip
    list_display = (
        "title",
        Column("association", label=gettext_lazy("Association"), accessor="association.name"),
        Column("commune", label=gettext_lazy("Commune"), accessor="commune.name"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("published_at", label=gettext_lazy("Published"), sort_key="published_at"),
    )
    search_fields = ("title", "association__name")
    ordering = ("-published_at",)


class EngagementViewSetGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Engagement")
    menu_icon = "group"
    menu_order = 150
    items = (
        AssociationViewSet("backoffice_associations", url_prefix="associations"),
        MissionViewSet("backoffice_missions", url_prefix="missions"),
    )
