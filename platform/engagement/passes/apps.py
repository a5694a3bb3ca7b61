from django.apps import AppConfig


class PassesConfig(AppConfig):
    name = "engagement.passes"
    label = "passes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from engagement.messaging import carried
        from engagement.passes import mail_kinds, tasks  # noqa: F401  # e-mails; the task that is called by its name
        from engagement.passes.letters import send_home, way_of
        from kernel.audit import acts
        from kernel.mail.guests import register_carrier

        register_carrier(send_home)
        carried.register(way_of)
        acts.declare({"person.left": _("A guest of another territory left")})
