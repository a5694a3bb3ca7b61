from django.apps import AppConfig


class ParticipationsConfig(AppConfig):
    name = "engagement.participations"
    label = "participations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from engagement.participations import mail_kinds, receivers  # noqa: F401  # declare e-mails, hear missions
