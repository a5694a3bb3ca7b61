from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    name = "engagement.invitations"
    label = "invitations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from engagement.invitations import journal, mail_kinds  # noqa: F401  # declare
        from engagement.invitations.from_away import take_in_invitation
        from engagement.invitations.panels import find_panel, invited_panel
        from engagement.invitations.sent_away import ANSWERED, ASKED, take_in_answer
        from engagement.missions.panels import add_to_overview, add_to_page
        from engagement.passes.exchange import register_reader

        add_to_overview(find_panel)
        add_to_page(invited_panel)
        register_reader(ASKED, take_in_invitation)
        register_reader(ANSWERED, take_in_answer)
