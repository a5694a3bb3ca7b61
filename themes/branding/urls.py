"""Included at the root of both URLconfs."""

from django.urls import path, re_path

from themes.branding import views

app_name = "branding"
urlpatterns = [
    re_path(r"^theme-(?P<fingerprint>[0-9a-f]{1,64})\.css$", views.theme, name="theme"),
    path("favicon.svg", views.favicon, name="favicon"),
    path("mesh.svg", views.mesh, name="mesh"),
    path("__styleguide__", views.styleguide, name="styleguide"),
]
