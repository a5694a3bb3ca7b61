"""Addresses of the pages about invitations."""

from django.urls import path

from engagement.invitations import finding_views, views

app_name = "invitations"
_MISSION = "espace-association/missions/<int:pk>/benevoles/"

urlpatterns = [
    path("mes-invitations/", views.mine, name="mine"),
    path("mes-invitations/<int:pk>/", views.answer, name="answer"),
    path("mes-invitations/<int:pk>/accepter/", views.accept, name="accept"),
    path("mes-invitations/<int:pk>/decliner/", views.decline, name="decline"),
    path("mes-invitations/ne-plus-etre-trouve/", views.stop, name="stop"),
    path("mes-invitations/associations/<slug:slug>/", views.again, name="again"),
    path(_MISSION, finding_views.find, name="find"),
    path(f"{_MISSION}<uuid:card>/", finding_views.invite_one, name="invite"),
]
