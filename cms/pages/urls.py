"""Addresses that every site has beside its pages."""

from django.urls import path

from cms.pages import views

app_name = "pages"
urlpatterns = [
    path("recherche/", views.search, name="search"),
    path("plan-du-site/", views.site_map, name="site_map"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
]
