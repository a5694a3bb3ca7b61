from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpeningConfig(AppConfig):
    name = "tenants.opening"
    label = "opening"
    verbose_name = _("Openings")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kernel.audit import acts
        from tenants.opening import mail_kinds, receivers  # noqa: F401

        acts.declare(
            {
                "opening.opened": _("A territory was opened by its operator"),
                "opening.accepted": _("A new territory was accepted in the network’s lists"),
                "opening.refused": _("A new territory was refused in the network’s lists"),
            }
        )
