"""Addresses of a territory's site. Wagtail's pages answer last, translated ones below their language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.pages.views import serve
from kernel.tenancy.media import serve_media

#: Wagtail brings a sign-in of its own, without rate limits or verified addresses: allauth's is the only door.
WAGTAIL_LOGIN = "wagtailcore_login"

urlpatterns = [
    path("", include("themes.branding.urls")),
    path("admin/", include("cms.backoffice.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", serve_media, name="media"),
    path("communes", include("tenants.geography.urls")),
    path("compte/", include("kernel.accounts.urls")),
    path("compte/", include("allauth.account.urls")),
    path("compte/deux-etapes/", include("allauth.mfa.urls")),
    path("compte/", include("kernel.mail.urls")),
    path("compte/", include("tenants.opening.urls_territory")),
    path("", include("cms.pages.urls")),
    path("", include("engagement.urls")),
    path(
        "_util/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name=WAGTAIL_LOGIN,
    ),
    *(
        pattern
        for pattern in wagtail_urls.urlpatterns
        if pattern.name not in {WAGTAIL_LOGIN, "wagtail_serve"}
    ),
    *i18n_patterns(
        re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"), prefix_default_language=False
    ),
]
