"""The charter in the back office: its versions, publishing one, and who has signed."""

from __future__ import annotations

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.models import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from engagement.charter.models import Charter, Signature
from engagement.charter.selectors import count_unsigned
from engagement.charter.services import publish_charter
from kernel.lifecycle import ForbiddenTransition


class CharterIndexView(IndexView):
    """The versions. The title leads to where a draft is read and published; its menu, to writing."""

    def _get_title_column(self, *args: Any, **kwargs: Any) -> Column:
        column_class = self._get_title_column_class(TitleColumn)
        return column_class(
            "charter", label=gettext_lazy("Version"), accessor=str, get_url=self.get_inspect_url
        )

    def get_base_queryset(self) -> QuerySet[Charter]:
        return Charter.objects.annotate(signed=Count("signatures"))


class CharterInspectView(InspectView):
    """A version as it is read, who has yet to sign it, and the button that puts a draft in force."""

    template_name = "backoffice/charter.html"

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        value = getattr(self.object, field_name)
        return "–" if value in (None, "") else super().get_field_display_value(field_name, field)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        published = self.object.number is not None
        return context | {
            "unsigned": count_unsigned(charter=self.object) if published else None,
            "may_publish": not published and self.request.user.has_perm("charter.change_charter"),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("charter.change_charter"):
            raise PermissionDenied
        try:
            publish_charter(charter=self.object, now=timezone.now())
        except ForbiddenTransition:
            messages.warning(request, _("It is published already."))
        else:
            messages.success(request, _("It is in force: everyone is asked to sign it before contributing."))
        return HttpResponseRedirect(request.path)


class CharterViewSet(ModelViewSet):
    model = Charter
    icon = "doc-full"
    menu_label = gettext_lazy("Charter")
    inspect_view_enabled = True
    copy_view_enabled = True
    add_to_reference_index = False
    index_view_class = CharterIndexView
    inspect_view_class = CharterInspectView
    form_fields = ("title", "text", "changes")
    inspect_view_fields = ("title", "changes", "published_at")
    list_display = (
        "__str__",
        DateColumn("published_at", label=gettext_lazy("Published"), sort_key="published_at"),
        Column("signed", label=gettext_lazy("Signatures"), accessor="signed"),
    )


class SignatureFilterSet(WagtailFilterSet):
    """By version, and citizens or associations."""

    charter = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Version"), queryset=lambda _request: Charter.objects.published()
    )
    for_association = django_filters.BooleanFilter(
        label=gettext_lazy("For an association"), field_name="association", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = Signature
        fields: tuple[str, ...] = ()


class SignatureIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Signature]:
        return Signature.objects.select_related("charter", "association")


class SignatureViewSet(ModelViewSet):
    model = Signature
    icon = "tick"
    menu_label = gettext_lazy("Signatures of the charter")
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = SignatureIndexView
    # Required by Wagtail, for forms that the policy never opens.
    form_fields = ("name",)
    filterset_class = SignatureFilterSet
    list_display = (
        "name",
        Column("association", label=gettext_lazy("Association"), accessor="association"),
        Column("charter", label=gettext_lazy("Version"), accessor="charter.number"),
        DateColumn("signed_at", label=gettext_lazy("Signed"), sort_key="signed_at"),
    )
    list_export = ("name", "association", "charter.number", "signed_at")
    export_filename = "signatures"
    search_fields = ("name", "association__name")
    ordering = ("-signed_at",)
