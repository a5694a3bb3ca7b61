from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "engagement.volunteers"
    label = "volunteers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from engagement.volunteers import mail_kinds, receivers  # noqa: F401
        from engagement.volunteers.selectors import count_profiles
        from tenants.provisioning import effects

        effects.register("volunteers", _("volunteers who live there"), count_profiles)
