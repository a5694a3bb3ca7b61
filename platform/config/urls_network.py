"""Addresses of the network's own site: the portal."""

from django.urls import include, path

from config.health import health

urlpatterns = [
    path("health", health, name="health"),
    path("", include("themes.branding.urls")),
    path("communes", include("tenants.geography.urls")),
    path("", include("kernel.mail.urls_network")),
    path("", include("engagement.messaging.urls_network")),
    path("", include("tenants.billing.urls_network")),
    path("", include("matching.search.urls")),
    path("", include("tenants.registry.urls_network")),
    path("ouvrir/", include("tenants.opening.urls")),
    path("console/", include("tenants.console.urls")),
    path("console/compte/", include("kernel.accounts.urls")),
    path("console/compte/", include("allauth.account.urls")),
    path("console/compte/deux-etapes/", include("allauth.mfa.urls")),
    path("observatoire/", include("tenants.observatory.urls")),
    path("", include("tenants.portal.urls")),
]
