from django.apps import AppConfig


class MissionsConfig(AppConfig):
    name = "engagement.missions"
    label = "missions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from engagement.missions import journal, mail_kinds  # noqa: F401  # declare themselves
        from engagement.missions.moderated import MISSIONS
        from engagement.missions.projection import project_missions, shown_missions
        from engagement.missions.selectors import count_open_missions
        from engagement.moderation import registry
        from matching.catalogue import projection
        from tenants.provisioning import effects

        effects.register("missions", _("open missions"), count_open_missions)
        projection.register(project_missions, shown_missions)
        registry.register(MISSIONS)
