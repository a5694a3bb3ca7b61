from django.urls import path

from engagement.missions import manage_views, step_views, views

app_name = "missions"

_MINE = "espace-association/missions"

urlpatterns = [
    path("missions/", views.mission_list, name="list"),
    path("missions/carte.json", views.points, name="points"),
    path("missions/<slug:slug>/", views.mission_detail, name="detail"),
    path("missions/<slug:slug>/participer/", views.join, name="join"),
    path(f"{_MINE}/", manage_views.manage, name="manage"),
    path(f"{_MINE}/nouvelle/", step_views.create, name="create"),
    path(f"{_MINE}/modeles/", step_views.patterns, name="patterns"),
    path(f"{_MINE}/modeles/<int:pk>/supprimer/", manage_views.delete_pattern, name="delete_pattern"),
    path(f"{_MINE}/<int:pk>/", manage_views.edit, name="edit"),
    path(f"{_MINE}/<int:pk>/etape/<slug:step>/", step_views.step, name="step"),
    path(f"{_MINE}/<int:pk>/apercu/", step_views.preview, name="preview"),
    path(f"{_MINE}/<int:pk>/publier/", manage_views.publish, name="publish"),
    path(f"{_MINE}/<int:pk>/fermer/", manage_views.close, name="close"),
    path(f"{_MINE}/<int:pk>/rouvrir/", manage_views.reopen, name="reopen"),
    path(f"{_MINE}/<int:pk>/annuler/", manage_views.cancel, name="cancel"),
    path(f"{_MINE}/<int:pk>/copier/", manage_views.copy, name="copy"),
    path(f"{_MINE}/<int:pk>/garder/", manage_views.keep, name="keep"),
    path(f"{_MINE}/<int:pk>/supprimer/", manage_views.delete, name="delete"),
]
