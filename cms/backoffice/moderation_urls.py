"""Addresses of the team's queue, under the back office."""

from django.urls import path

from cms.backoffice import moderation, several

app_name = "backoffice_moderation"

urlpatterns = [
    path("", moderation.queue, name="queue"),
    path("several/", several.several, name="several"),
    path("<slug:kind>/<int:pk>/", moderation.item, name="item"),
]
