"""The journal of consequential acts, for those who steer the territory. To read only."""

from __future__ import annotations

import django_filters
from django.forms import DateInput
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from kernel.audit.acts import choices
from kernel.audit.models import Entry


class JournalFilterSet(WagtailFilterSet):
    act = django_filters.ChoiceFilter(label=_("Act"), choices=choices)
    since = django_filters.DateFilter(
        label=_("Done since"),
        field_name="at",
        lookup_expr="date__gte",
        widget=DateInput(attrs={"type": "date"}),
    )

    class Meta:
        model = Entry
        fields: tuple[str, ...] = ()


class JournalViewSet(ModelViewSet):
    model = Entry
    icon = "history"
    menu_label = _("Journal of acts")
    menu_hook = "register_reports_menu_item"
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    # Required by Wagtail, for forms that the policy never opens.
    form_fields: tuple[str, ...] = ("act",)
    filterset_class = JournalFilterSet
    search_fields = ("actor_label", "subject_label", "reason")
    ordering = ("-at",)
    list_display = (
        Column("label", label=_("Act")),
        Column("subject_label", label=_("Subject of the act")),
        Column("actor_label", label=_("Author of the act")),
        Column("role", label=_("Role")),
        Column("reason", label=_("Reason")),
        DateColumn("at", label=_("When"), sort_key="at"),
    )
    inspect_view_fields = (
        "label", "at", "actor_label", "role", "subject_kind", "subject_id", "subject_label", "reason", "details",
    )  # fmt: skip


journal = JournalViewSet("backoffice_journal", url_prefix="journal")
