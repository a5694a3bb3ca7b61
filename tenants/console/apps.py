from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsoleConfig(AppConfig):
    name = "tenants.console"
    label = "console"
    verbose_name = _("Console")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kernel.accounts.second_factor import guard
        from kernel.audit import acts
        from tenants.console import mail_kinds, receivers, services  # noqa: F401
        from tenants.console.policies import may_enter

        acts.declare(
            {
                services.APPOINTED: _("Administrator of the network appointed"),
                services.DISMISSED: _("Administrator of the network dismissed"),
                services.SETTLED: _("Failed jobs dealt with"),
            }
        )
        for space in ("territoires", "factures"):
            guard(prefix=f"/console/{space}/", entered_by=may_enter)
