from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FiguresConfig(AppConfig):
    name = "engagement.figures"
    label = "figures"
    verbose_name = _("Figures")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from engagement.figures import journal  # noqa: F401
        from matching.taxonomy import CAUSES
        from tenants.observatory.names import register_causes

        register_causes(lambda: {cause.code: str(cause.label) for cause in CAUSES})
