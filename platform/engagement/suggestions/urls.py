from django.urls import path

from engagement.suggestions import views

app_name = "suggestions"

urlpatterns = [
    path("suggestions/", views.mine, name="mine"),
    path("suggestions/chaque-semaine/", views.weekly, name="weekly"),
    path("suggestions/mes-choix/", views.learning, name="learning"),
]
