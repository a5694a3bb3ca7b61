"""Where the operator of a new territory comes in, under `compte/`."""

from django.urls import path

from tenants.opening import territory_views

urlpatterns = [path("ouverture/<str:token>/", territory_views.handover, name="opening_handover")]
