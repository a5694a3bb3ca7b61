"""Addresses of offers. French, because people read them."""

from django.urls import path

from engagement.offers import views

app_name = "offers"

urlpatterns = [
    path("propositions/", views.offer_list, name="list"),
    path("propositions/<slug:slug>/", views.offer_detail, name="detail"),
    path("mes-propositions/", views.mine, name="mine"),
    path("mes-propositions/nouvelle/", views.create, name="create"),
    path("mes-propositions/<int:pk>/", views.edit, name="edit"),
    path("mes-propositions/<int:pk>/publier/", views.publish, name="publish"),
    path("mes-propositions/<int:pk>/suspendre/", views.pause, name="pause"),
    path("mes-propositions/<int:pk>/reprendre/", views.resume, name="resume"),
    path("mes-propositions/<int:pk>/prolonger/", views.renew, name="renew"),
    path("mes-propositions/<int:pk>/supprimer/", views.delete, name="delete"),
    path("prolonger-une-proposition/<str:token>/", views.renew_by_link, name="renew_by_link"),
]
