from django.apps import AppConfig, apps


class BackofficeConfig(AppConfig):
    name = "cms.backoffice"
    label = "backoffice"

    def ready(self) -> None:
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
        charter = apps.get_model("charter.Charter")
        register_permission_policy(charter, OnlyDrafts(charter))
