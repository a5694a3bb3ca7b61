from django.apps import AppConfig


class RecognitionConfig(AppConfig):
    name = "engagement.recognition"
    label = "recognition"
    default_auto_field = "django.db.models.BigAutoField"
