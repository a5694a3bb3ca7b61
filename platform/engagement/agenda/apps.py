from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "engagement.agenda"
    label = "agenda"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from engagement.agenda import mail_kinds  # noqa: F401  # declares its e-mails
        from engagement.agenda.moderated import EVENTS
        from engagement.moderation import registry

        registry.register(EVENTS)
