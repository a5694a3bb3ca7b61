"""Addresses of the pages about personal data."""

from django.urls import path

from engagement.privacy import views

app_name = "privacy"

urlpatterns = [
    path("mes-donnees/", views.my_data, name="my_data"),
    path("mes-donnees/copie/", views.ask_for_export, name="export"),
    path("mes-donnees/copie/<str:code>/", views.download, name="download"),
    path("mes-donnees/accords/<slug:purpose>/retirer/", views.withdraw, name="withdraw"),
    path("mes-donnees/effacer/", views.erase, name="erase"),
    path("mes-donnees/effacer/code/", views.ask_for_code, name="code"),
    path("mes-donnees/efface/", views.erased, name="erased"),
]
