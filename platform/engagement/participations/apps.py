from django.apps import AppConfig


class ParticipationsConfig(AppConfig):
    name = "engagement.participations"
    label = "participations"
    default_auto_field = "django.db.models.BigAutoField"
