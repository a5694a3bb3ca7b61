from django.urls import path

from cms.territory import views

urlpatterns = [
    path("", views.overview, name="territory"),
    path("communes/", views.communes, name="territory_communes"),
]
