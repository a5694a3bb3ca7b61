"""Addresses of the domain's pages on a territory's site. French, because people read them."""

from django.urls import include, path

urlpatterns = [
    path("", include("engagement.missions.urls")),
    path("", include("engagement.associations.urls")),
    path("", include("engagement.volunteers.urls")),
    path("", include("engagement.participations.urls")),
    path("", include("engagement.charter.urls")),
    path("", include("engagement.agenda.urls")),
    path("", include("engagement.offers.urls")),
    path("", include("engagement.messaging.urls")),
    path("", include("engagement.invitations.urls")),
    path("", include("engagement.recognition.urls")),
    path("", include("engagement.passes.urls")),
    path("", include("engagement.suggestions.urls")),
    path("", include("engagement.moderation.urls")),
    path("", include("engagement.privacy.urls")),
]
