from django.apps import AppConfig


class ParticipationsConfig(AppConfig):
    name = "engagement.participations"
    label = "participations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from engagement.missions.panels import add_to_overview, add_to_page
        from engagement.participations import journal, mail_kinds, receivers  # noqa: F401  # declare, and hear
        from engagement.participations.panels import answer_time_panel, people_panel

        add_to_overview(people_panel)
        add_to_page(answer_time_panel)
