from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BillingConfig(AppConfig):
    name = "tenants.billing"
    label = "billing"
    verbose_name = _("Billing")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kernel.audit import acts
        from tenants.billing import checks, mail_kinds, receivers  # noqa: F401

        acts.declare(
            {
                "billing.paid": _("An invoice was marked as paid"),
                "billing.paid_back": _("A credit note was paid back"),
                "billing.credited": _("An invoice was cancelled by a credit note"),
                "billing.exported": _("Invoices exported for the accounts"),
                "billing.chosen": _("How the territory pays was changed"),
            }
        )
