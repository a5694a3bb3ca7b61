from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class TeamConfig(WagtailUsersAppConfig):
    """Wagtail's management of users, with our forms."""

    user_viewset = "cms.team.viewsets.UserViewSet"
    group_viewset = "cms.team.groups.GroupViewSet"

    def ready(self) -> None:
        super().ready()
        from cms.team import mail_kinds, receivers, wagtail_mails  # noqa: F401  # declares its e-mails
        from kernel.audit import acts

        wagtail_mails.take_over()
        acts.declare(
            {
                "team.joined": _("Joined the team"),
                "team.roles_changed": _("Roles in the team changed"),
                "team.closed": _("An account of the team was closed"),
                "team.group_changed": _("What a group of the team may do was changed"),
                "team.opened": _("An account of the team was opened again"),
            }
        )
