from django.apps import AppConfig


class ArchivesConfig(AppConfig):
    name = "tenants.archives"
    label = "archives"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tenants.archives import receivers  # noqa: F401
