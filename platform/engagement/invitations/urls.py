"""Addresses of the pages about invitations."""

from django.urls import path

from engagement.invitations import away_views, finding_views, views

app_name = "invitations"
_MISSION = "espace-association/missions/<int:pk>/benevoles/"

urlpatterns = [
    path("mes-invitations/", views.mine, name="mine"),
    path("mes-invitations/<int:pk>/", views.answer, name="answer"),
    path("mes-invitations/<int:pk>/accepter/", views.accept, name="accept"),
    path("mes-invitations/<int:pk>/decliner/", views.decline, name="decline"),
    path("mes-invitations/ne-plus-etre-trouve/", views.stop, name="stop"),
    path("mes-invitations/associations/<slug:slug>/", views.again, name="again"),
    # Between territories: hers, from which she answers; the mission's, where she then arrives.
    path("mes-invitations/ailleurs/<int:pk>/", away_views.from_away, name="from_away"),
    path("mes-invitations/ailleurs/<int:pk>/decliner/", away_views.decline, name="decline_away"),
    path("mes-invitations/ailleurs/<int:pk>/a-nouveau/", away_views.again, name="again_away"),
    path("mes-invitations/arrivee/<uuid:code>/", away_views.arrive, name="arrive"),
    path(_MISSION, finding_views.find, name="find"),
    path(f"{_MISSION}<uuid:card>/", finding_views.invite_one, name="invite"),
    path(f"{_MISSION}ailleurs/<slug:trace>/", finding_views.invite_from_away, name="invite_away"),
]
