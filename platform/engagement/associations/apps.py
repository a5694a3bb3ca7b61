from django.apps import AppConfig


class AssociationsConfig(AppConfig):
    name = "engagement.associations"
    label = "associations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from engagement.associations.moderated import ASSOCIATIONS
        from engagement.associations.policies import manages_any
        from engagement.moderation import registry
        from kernel.accounts import second_factor

        registry.register(ASSOCIATIONS)
        second_factor.guard(prefix="/espace-association/", entered_by=manages_any)
