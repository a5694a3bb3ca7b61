"""Addresses of a territory's site. Wagtail's pages answer last."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.documents import urls as wagtaildocs_urls

from kernel.tenancy.media import serve_media

urlpatterns = [
    path("", include("themes.branding.urls")),
    path("admin/", include("cms.backoffice.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", serve_media, name="media"),
    path("communes", include("tenants.geography.urls")),
    path("compte/", include("allauth.account.urls")),
    path("", include("engagement.urls")),
    path("", include(wagtail_urls)),
]
