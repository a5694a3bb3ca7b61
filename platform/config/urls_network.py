"""Addresses of the network's own site: the portal."""

from django.urls import include, path

urlpatterns = [
    path("", include("themes.branding.urls")),
    path("communes", include("tenants.geography.urls")),
    path("", include("tenants.portal.urls")),
]
