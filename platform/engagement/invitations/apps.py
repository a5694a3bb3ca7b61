from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    name = "engagement.invitations"
    label = "invitations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from engagement.invitations import journal, mail_kinds  # noqa: F401  # declare
        from engagement.invitations.panels import find_panel, invited_panel
        from engagement.missions.panels import add_to_overview, add_to_page

        add_to_overview(find_panel)
        add_to_page(invited_panel)
