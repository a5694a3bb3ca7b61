"""Associations, missions, their events and citizens' offers in the back office: to read and to find.

What they say of themselves is theirs to write; the team decides in its queue what is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.models import InspectView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from cms.backoffice.attention import missions_about_to_end
from cms.backoffice.charter import CharterViewSet, SignatureViewSet
from cms.backoffice.forms import ManagerForm
from cms.backoffice.several import PickingIndexView
from engagement.agenda.models import Event
from engagement.associations.membership import MembershipRefused, invite_member, name_manager
from engagement.associations.models import Association, MembershipRole
from engagement.associations.selectors import associations_without_manager, members_of
from engagement.charter.models import Signature
from engagement.charter.selectors import associations_without_signature, current_charter
from engagement.missions.models import Mission
from engagement.moderation.policies import may_moderate
from engagement.moderation.registry import kind_named
from engagement.moderation.selectors import find
from engagement.offers.models import Offer, OfferState
from kernel.accounts.requests import signed_in
from kernel.numbers import whole_number
from matching.taxonomy import cause, skill

#: Fields that hold codes of the taxonomy, and who knows their words.
_WORDS: dict[str, Callable[[str], Any]] = {"causes": cause, "skills": skill}

ASSOCIATION = Column("association", label=gettext_lazy("Association"), accessor="association.name")
COMMUNE = Column("commune", label=gettext_lazy("Commune"), accessor="commune.name")
STATE = Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state")


class DetailView(InspectView):
    """Everything about one thing, and the way to where the team decides about it."""

    template_name = "backoffice/detail.html"

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        value = getattr(self.object, field_name)
        if field_name in _WORDS:
            return ", ".join(str(_WORDS[field_name](code).label) for code in value) or "–"
        return "–" if value in (None, "") else super().get_field_display_value(field_name, field)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        moderated = kind_named(self.object._meta.model_name)
        found = find(moderated, self.object.pk) if may_moderate(self.request.user, moderated) else None
        more = {"kind": moderated.kind if found else "", "public_url": self.object.get_absolute_url()}
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | more


class WithCommune(PickingIndexView):
    """A list whose rows name their commune and their association without a query each."""

    related: tuple[str, ...] = ("commune",)

    def get_base_queryset(self) -> models.QuerySet[Any]:
        rows: models.QuerySet[Any] = super().get_base_queryset().select_related(*self.related)
        return rows


class MissionIndexView(WithCommune):
    related = ("commune", "association")


class AssociationFilterSet(WagtailFilterSet):
    """By state, those that nobody answers for, and those that have yet to sign the charter."""

    without_manager = django_filters.ChoiceFilter(
        label=gettext_lazy("Manager"),
        choices=[("true", gettext_lazy("Without a manager"))],
        method="nobody_answers",
    )

    unsigned = django_filters.ChoiceFilter(
        label=gettext_lazy("Charter"),
        choices=[("true", pgettext_lazy("charter", "Not signed"))],
        method="has_not_signed",
    )

    class Meta:
        model = Association
        fields = ("state",)

    def nobody_answers(self, rows: models.QuerySet[Any], name: str, value: str) -> models.QuerySet[Any]:
        return rows.filter(pk__in=associations_without_manager().values("pk"))

    def has_not_signed(self, rows: models.QuerySet[Any], name: str, value: str) -> models.QuerySet[Any]:
        charter = current_charter()
        if charter is None:
            return rows.none()
        return rows.filter(pk__in=associations_without_signature(charter=charter).values("pk"))


class MissionFilterSet(WagtailFilterSet):
    """By state, and those that will soon be over."""

    ending = django_filters.ChoiceFilter(
        label=gettext_lazy("End"),
        choices=[("true", gettext_lazy("Within two weeks"))],
        method="ends_soon",
    )

    class Meta:
        model = Mission
        fields = ("state",)

    def ends_soon(self, rows: models.QuerySet[Any], name: str, value: str) -> models.QuerySet[Any]:
        return rows.filter(pk__in=missions_about_to_end(now=timezone.now()).values("pk"))


class AssociationView(DetailView):
    """An association, who acts for it, and the way to put somebody in charge."""

    template_name = "backoffice/association.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        members = members_of(association=self.object)
        return context | {
            "members": members,
            "is_orphan": not any(one.role == "manager" and one.user.is_active for one in members),
            "charter": current_charter(),
            "signature": Signature.objects.filter(association=self.object).select_related("charter").first(),
            "invitations": self.object.invitations.open().filter(role=MembershipRole.MANAGER).count(),
            "may_name": self._may_name(),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A `member` is put in charge, or the holder of an `email` invited to be."""
        if not self._may_name():
            raise PermissionDenied
        by = signed_in(request)
        chosen = whole_number(request.POST.get("member"))
        form = ManagerForm(request.POST)
        try:
            if chosen is not None:
                membership = get_object_or_404(
                    members_of(association=self.object), pk=chosen, user__is_active=True
                )
                name_manager(membership=membership, by=by)
                messages.success(
                    request, _("%(name)s is in charge, and told.") % {"name": membership.user.masked_name}
                )
            elif form.is_valid():
                invite_member(
                    association=self.object,
                    email=form.cleaned_data["email"],
                    role=MembershipRole.MANAGER,
                    by=by,
                    now=timezone.now(),
                )
                messages.success(request, _("The invitation is on its way; the link is valid for two weeks."))
            else:
                messages.error(request, _("Type an e-mail address."))
        except MembershipRefused as refusal:
            messages.error(request, str(refusal.message))
        return HttpResponseRedirect(request.path)

    def _may_name(self) -> bool:
        return may_moderate(self.request.user, kind_named("association"))


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
    inspect_view_class = AssociationView
    filterset_class = AssociationFilterSet
    inspect_view_fields = (
        "state", "summary", "description", "causes", "commune", "street", "website", "opening_hours", "created_at",
    )  # fmt: skip
    list_display = (
        "name",
        COMMUNE,
        STATE,
        DateColumn("created_at", label=gettext_lazy("Created"), sort_key="created_at"),
    )
    search_fields = ("name", "summary")
    ordering = ("name",)


class MissionViewSet(_ReadOnlyViewSet):
    model = Mission
    icon = "tasks"
    menu_label = gettext_lazy("Missions")
    index_view_class = MissionIndexView
    inspect_view_class = DetailView
    filterset_class = MissionFilterSet
    inspect_view_fields = (
        "state", "association", "need", "welcome", "accompaniment", "given_back", "causes", "skills", "commune",
        "place_name", "starts_at", "ends_at", "capacity", "reach", "published_at",
    )  # fmt: skip
    list_display = (
        "title",
        ASSOCIATION,
        COMMUNE,
        STATE,
        DateColumn("published_at", label=gettext_lazy("Published"), sort_key="published_at"),
    )
    search_fields = ("title", "association__name")
    ordering = ("-published_at",)


class EventIndexView(WithCommune):
    """Those of associations; the team writes the territory's own elsewhere."""

    related = ("commune", "association")

    def get_base_queryset(self) -> models.QuerySet[Any]:
        return super().get_base_queryset().filter(association__isnull=False)


class EventViewSet(_ReadOnlyViewSet):
    model = Event
    icon = "date"
    menu_label = gettext_lazy("Events of associations")
    index_view_class = EventIndexView
    inspect_view_class = DetailView
    inspect_view_fields = (
        "state", "association", "description", "starts_at", "ends_at", "commune", "place_name", "price",
        "accessibility",
    )  # fmt: skip
    list_display = (
        "title",
        ASSOCIATION,
        COMMUNE,
        STATE,
        DateColumn("starts_at", label=gettext_lazy("Starts"), sort_key="starts_at"),
    )
    search_fields = ("title", "association__name")
    ordering = ("-starts_at",)


class OfferIndexView(WithCommune):
    """Without the drafts, which are their authors' alone."""

    related = ("commune", "user")

    def get_base_queryset(self) -> models.QuerySet[Any]:
        return super().get_base_queryset().exclude(state=OfferState.DRAFT, reason="")


class OfferViewSet(_ReadOnlyViewSet):
    model = Offer
    icon = "pick"
    menu_label = gettext_lazy("Offers")
    index_view_class = OfferIndexView
    inspect_view_class = DetailView
    inspect_view_fields = (
        "state", "description", "causes", "skills", "commune", "duration", "audience", "expires_at",
    )  # fmt: skip
    list_display = (
        "title",
        Column("author", label=gettext_lazy("By"), accessor="author_name"),
        COMMUNE,
        STATE,
        DateColumn("published_at", label=gettext_lazy("Published"), sort_key="published_at"),
    )
    search_fields = ("title",)
    ordering = ("-published_at",)


class EngagementViewSetGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Engagement")
    menu_icon = "group"
    menu_order = 150
    items = (
        AssociationViewSet("backoffice_associations", url_prefix="associations"),
        MissionViewSet("backoffice_missions", url_prefix="missions"),
        EventViewSet("backoffice_association_events", url_prefix="association-events"),
        OfferViewSet("backoffice_offers", url_prefix="offers"),
        CharterViewSet("backoffice_charter", url_prefix="charter"),
        SignatureViewSet("backoffice_signatures", url_prefix="signatures"),
    )
