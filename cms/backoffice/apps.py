from typing import Any

from django.apps import AppConfig, apps
from django.utils.translation import gettext as _

from kernel.spreadsheets import plain_text


def _title_of(view: Any) -> str:
    """The title of a screen of Wagtail's, with the colon of the language."""
    title, about = view.get_page_title(), view.get_page_subtitle()
    return _("%(title)s: %(about)s") % {"title": title, "about": about} if about else title


def _as_plain_text(view: Any, field: str, value: Any, export_format: str) -> Any:
    """What goes into a file: anybody may have written it, and a spreadsheet would run a formula of a CSV file."""
    cell = view.as_wagtail_writes(field, value, export_format)
    return plain_text(cell) if export_format == view.FORMAT_CSV and isinstance(cell, str) else cell


class BackofficeConfig(AppConfig):
    name = "cms.backoffice"
    label = "backoffice"

    def ready(self) -> None:
        from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
        from wagtail.admin.views.mixins import SpreadsheetExportMixin
        from wagtail.contrib.redirects.forms import RedirectForm
        from wagtail.permissions import register_permission_policy
        from wagtail_localize.views.report import TranslationsReportView

        from cms.backoffice.policies import OnlyDrafts, OnlyToRead
        from cms.backoffice.redirects import within_the_site
        from kernel.accounts import second_factor

        second_factor.guard(
            prefix="/admin/", entered_by=lambda user: user.has_perm("wagtailadmin.access_admin")
        )

        for label in (
            "associations.Association",
            "missions.Mission",
            "agenda.Event",
            "offers.Offer",
            "audit.Entry",
            "charter.Signature",
            "recognition.Certificate",
        ):
            model = apps.get_model(label)
            register_permission_policy(model, OnlyToRead(model))
        # The one form of all ways to make a redirect, imports included.
        RedirectForm.base_fields["redirect_link"].validators.append(within_the_site)
        # Its pages would hold them in no order, and one twice.
        unordered = TranslationsReportView.get_queryset
        TranslationsReportView.get_queryset = lambda view: unordered(view).order_by("-pk")
        WagtailAdminTemplateMixin.get_header_title = _title_of
        SpreadsheetExportMixin.as_wagtail_writes = SpreadsheetExportMixin.preprocess_field_value
        SpreadsheetExportMixin.preprocess_field_value = _as_plain_text
        charter = apps.get_model("charter.Charter")
        register_permission_policy(charter, OnlyDrafts(charter))
