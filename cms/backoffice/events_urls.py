"""Addresses of the territory's own events, below the back office's."""

from django.urls import path

from cms.backoffice import events

app_name = "backoffice_events"

urlpatterns = [
    path("", events.index, name="index"),
    path("new/", events.create, name="create"),
    path("<int:pk>/", events.edit, name="edit"),
    path("<int:pk>/publish/", events.publish, name="publish"),
    path("<int:pk>/cancel/", events.cancel, name="cancel"),
]
