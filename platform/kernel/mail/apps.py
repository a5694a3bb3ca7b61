from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "kernel.mail"
    label = "mail"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kernel.mail import mail_kinds, receivers  # noqa: F401  # declares its own; answers to people who sign in
