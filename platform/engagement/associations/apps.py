from django.apps import AppConfig


class AssociationsConfig(AppConfig):
    name = "engagement.associations"
    label = "associations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from engagement.associations.moderated import ASSOCIATIONS
        from engagement.moderation import registry

        registry.register(ASSOCIATIONS)
