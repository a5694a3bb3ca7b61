from django.apps import AppConfig


class BlocksConfig(AppConfig):
    name = "cms.blocks"
    label = "blocks"

    def ready(self) -> None:
        from cms.blocks import translating

        translating.take_over()
