from django.urls import path, re_path

from tenants.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    re_path(r"^(?P<path>[-\w]+)/?$", views.short_path, name="short_path"),
]
