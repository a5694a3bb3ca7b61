from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "engagement.offers"
    label = "offers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from engagement.moderation import registry
        from engagement.offers import conversations, mail_kinds  # noqa: F401  # declare themselves
        from engagement.offers.moderated import OFFERS

        registry.register(OFFERS)
