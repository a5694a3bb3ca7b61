from django.urls import path

from engagement.participations import offer_views, views

app_name = "participations"

urlpatterns = [
    path("mes-participations/", views.mine, name="mine"),
    path("mes-participations/<int:pk>/renoncer/", views.withdraw, name="withdraw"),
    path("place-libre/<str:token>/", offer_views.offer, name="offer"),
    path("espace-association/", views.inbox, name="inbox"),
    path("espace-association/demandes/<int:pk>/", views.answer, name="answer"),
]
