from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "engagement.privacy"
    label = "privacy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from engagement.privacy import mail_kinds, receivers  # noqa: F401
        from kernel.audit import acts

        autodiscover_modules("personal_data")
        acts.declare(
            {
                "person.exported": _("Personal data exported"),
                "person.erased": _("Account erased at the person’s own request"),
                "person.expired": _("Account erased after the time without a visit"),
                "person.removed": _("Account erased by the team"),
            }
        )
