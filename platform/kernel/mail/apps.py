from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "kernel.mail"
    label = "mail"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kernel.mail import receivers  # noqa: F401  # answers to people who sign in
