from django.apps import AppConfig


class AssociationsConfig(AppConfig):
    name = "engagement.associations"
    label = "associations"
    default_auto_field = "django.db.models.BigAutoField"
