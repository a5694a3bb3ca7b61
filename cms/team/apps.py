from wagtail.users.apps import WagtailUsersAppConfig


class TeamConfig(WagtailUsersAppConfig):
    """Wagtail's management of users, with our forms."""

    user_viewset = "cms.team.viewsets.UserViewSet"
