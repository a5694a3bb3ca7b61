from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "engagement.messaging"
    label = "messaging"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from engagement.messaging import mail_kinds, webhooks  # noqa: F401  # declares e-mails, hears the provider
        from engagement.messaging.moderated import REPORTS
        from engagement.messaging.services import WROTE_TO_ALL
        from engagement.moderation import registry
        from kernel.audit import acts

        registry.register(REPORTS)
        acts.declare(
            {
                "messaging.revealed": _("Contact details shown in a conversation"),
                "messaging.reveal_revoked": _("Contact details withdrawn from a conversation"),
                "messaging.blocked": _("Exchange blocked by one side"),
                "messaging.unblocked": _("Exchange unblocked"),
                "messaging.reported": _("Conversation reported"),
                "messaging.reviewed": _("Reported conversation read by the team"),
                WROTE_TO_ALL: _("Message sent to all who take part"),
            }
        )
