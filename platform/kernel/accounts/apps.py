from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "kernel.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from kernel.accounts import mail_kinds, receivers  # noqa: F401  # declares its e-mails, hears allauth
        from kernel.accounts.services import RESET
        from kernel.audit import acts

        acts.declare({RESET: _("Second step of signing in taken away")})
