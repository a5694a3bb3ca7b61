from django.urls import path

from engagement.volunteers import views

app_name = "volunteers"

urlpatterns = [
    path("mon-profil/", views.profile, name="profile"),
]
