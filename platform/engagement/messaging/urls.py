"""Addresses of the pages about conversations."""

from django.urls import path

from engagement.messaging import boundary_views, views

app_name = "messaging"

urlpatterns = [
    path("messages/", views.mine, name="mine"),
    path("messages/ecrire/", views.start, name="start"),
    path("messages/<int:pk>/", views.thread, name="thread"),
    path("messages/<int:pk>/nouveaux/", views.news, name="news"),
    path("messages/<int:pk>/fichiers/<int:attachment_pk>/", views.download, name="download"),
    path("messages/<int:pk>/coordonnees/", boundary_views.reveal, name="reveal"),
    path("messages/<int:pk>/coordonnees/<int:reveal_pk>/retirer/", boundary_views.revoke, name="revoke"),
    path("messages/<int:pk>/bloquer/", boundary_views.block, name="block"),
    path("messages/<int:pk>/debloquer/", boundary_views.unblock, name="unblock"),
    path("messages/<int:pk>/signaler/", boundary_views.report, name="report"),
    path("messages/<int:pk>/clore/", boundary_views.close, name="close"),
    path("messages/<int:pk>/rouvrir/", boundary_views.reopen, name="reopen"),
    path("messages/signalements/<int:pk>/", views.review, name="review"),
    path("espace-association/missions/<int:pk>/message/", views.to_all, name="to_all"),
    path("espace-association/messages/", views.of_associations, name="of_associations"),
]
