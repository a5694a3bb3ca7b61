from django.urls import path

from engagement.missions import manage_views, views

app_name = "missions"

urlpatterns = [
    path("missions/", views.mission_list, name="list"),
    path("missions/<slug:slug>/", views.mission_detail, name="detail"),
    path("missions/<slug:slug>/participer/", views.join, name="join"),
    path("espace-association/missions/", manage_views.manage, name="manage"),
    path("espace-association/missions/nouvelle/", manage_views.create, name="create"),
    path("espace-association/missions/<int:pk>/", manage_views.edit, name="edit"),
    path("espace-association/missions/<int:pk>/publier/", manage_views.publish, name="publish"),
    path("espace-association/missions/<int:pk>/fermer/", manage_views.close, name="close"),
]
