from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    name = "engagement.suggestions"
    label = "suggestions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from engagement.missions.panels import add_to_page
        from engagement.suggestions import mail_kinds  # noqa: F401  # declares
        from engagement.suggestions.panels import fit_panel

        add_to_page(fit_panel)
