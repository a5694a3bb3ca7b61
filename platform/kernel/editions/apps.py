from django.apps import AppConfig
from django.db.models.signals import post_migrate


class EditionsConfig(AppConfig):
    name = "kernel.editions"
    label = "editions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kernel.editions.triggers import watch_tables

        post_migrate.connect(watch_tables, sender=self, dispatch_uid="kernel.editions")
