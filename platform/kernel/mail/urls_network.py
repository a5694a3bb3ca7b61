"""Addresses about e-mails on the network's own host."""

from django.urls import path

from kernel.mail.webhooks import provider_report

app_name = "mail"

urlpatterns = [path("rapports-d-envoi/<slug:provider>/", provider_report, name="provider_report")]
