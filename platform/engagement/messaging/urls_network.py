"""Where e-mails are handed over, on the network's own host."""

from django.urls import path

from engagement.messaging.webhooks import provider_mail

app_name = "messaging"

urlpatterns = [path("courrier-entrant/<slug:provider>/", provider_mail, name="provider_mail")]
