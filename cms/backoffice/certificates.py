"""Certificates of volunteering, for the team: to find, and to revoke on the site's own page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.models import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from engagement.recognition.models import Certificate


class CertificateIndexView(IndexView):
    """Whose, since when, and whether it stands. The title leads to revocation."""

    def _get_title_column(self, *args: Any, **kwargs: Any) -> Column:
        return TitleColumn(
            "code",
            label=_("Code"),
            get_url=lambda one: (
                "" if one.revoked_at else reverse("recognition:revoke", kwargs={"pk": one.pk})
            ),
        )


class CertificateViewSet(ModelViewSet):
    model = Certificate
    icon = "doc-full"
    menu_label = _("Certificates")
    menu_hook = "register_reports_menu_item"
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = CertificateIndexView
    # Required by Wagtail, for forms that the policy never opens.
    form_fields: tuple[str, ...] = ("kind",)
    list_filter: tuple[str, ...] = ("kind",)
    list_display = (
        "code",
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        DateColumn("issued_at", label=_("Issued"), sort_key="issued_at"),
        DateColumn("revoked_at", label=_("Revoked"), sort_key="revoked_at"),
    )
    search_fields = ("code",)
    ordering = ("-issued_at",)


certificates = CertificateViewSet("backoffice_certificates", url_prefix="certificates")
