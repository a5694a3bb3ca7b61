from django.urls import path

from tenants.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:path>", views.short_path, name="short_path"),
]
