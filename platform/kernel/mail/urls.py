"""Addresses of the pages about e-mails, on a territory's site."""

from django.urls import path

from kernel.mail import views

app_name = "mail"

urlpatterns = [
    path("mes-e-mails/", views.mail_settings, name="settings"),
    path("mes-e-mails/adresse-valable/", views.reachable_again, name="reachable_again"),
    path("desabonnement/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
