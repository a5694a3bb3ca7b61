from django.apps import AppConfig


class SeedsConfig(AppConfig):
    name = "cms.seeds"
    label = "seeds"

    def ready(self) -> None:
        from cms.seeds import receivers  # noqa: F401
