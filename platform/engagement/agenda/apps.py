from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    name = "engagement.agenda"
    label = "agenda"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from engagement.agenda import mail_kinds  # noqa: F401  # declares its e-mails
        from engagement.agenda.moderated import EVENTS
        from engagement.moderation import registry
        from kernel.audit import acts

        registry.register(EVENTS)
        acts.declare({"event.cancelled": _("An event was cancelled")})
