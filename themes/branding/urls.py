"""Included at the root of both URLconfs."""

from django.urls import path, re_path

from themes.branding import views

app_name = "branding"
urlpatterns = [
    re_path(r"^theme-(?P<fingerprint>[0-9a-f]{1,64})\.css$", views.theme, name="theme"),
    path("favicon.svg", views.drawing, name="favicon"),
    path("mark.svg", views.drawing, name="mark"),
    path("mesh.svg", views.drawing, name="mesh"),
    path("favicon.ico", views.favicon, name="favicon_ico"),
    path("icon-<int:side>.png", views.icon, name="icon"),
    path("social.png", views.social, name="social"),
    path("__styleguide__", views.styleguide, name="styleguide"),
]
