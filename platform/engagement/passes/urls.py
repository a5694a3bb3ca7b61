from django.urls import path

from engagement.passes import guest_views, views

app_name = "passes"

urlpatterns = [
    # At home, towards another territory.
    path("ailleurs/", views.mine, name="mine"),
    path("ailleurs/<slug:territory>/missions/<int:mission_id>/", views.mission, name="mission"),
    path("ailleurs/<slug:territory>/aller/<path:path>", views.cross, name="cross"),
    path("ailleurs/<slug:territory>/terminer/", views.end, name="end"),
    # At the host, from another territory.
    path("laissez-passer/", guest_views.known, name="known"),
    path("laissez-passer/<str:text>/", guest_views.enter, name="enter"),
]
