from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "engagement.moderation"
    label = "moderation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from engagement.moderation.enums import DONE, act_of
        from kernel.audit import acts

        acts.declare({act_of(decision): label for decision, label in DONE.items()})
