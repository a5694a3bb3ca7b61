from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "engagement.rules"
    label = "rules"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from kernel.audit import acts

        acts.declare({"rules.changed": _("Rules of the territory changed")})
