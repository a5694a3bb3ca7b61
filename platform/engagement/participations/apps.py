from django.apps import AppConfig


class ParticipationsConfig(AppConfig):
    name = "engagement.participations"
    label = "participations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from engagement.participations import mail_kinds  # noqa: F401  # declares its e-mails
