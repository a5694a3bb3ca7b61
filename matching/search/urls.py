from django.urls import path

from matching.search import views

app_name = "search"
urlpatterns = [
    path("missions/", views.discover, name="missions"),
    path("missions/carte.json", views.points, name="points"),
    path("missions/flux.rss", views.feed, name="feed"),
]
