"""Addresses of the agenda. French, because people read them."""

from django.urls import path

from engagement.agenda import feeds, manage_views, views

app_name = "agenda"

urlpatterns = [
    path("agenda/", views.agenda, name="list"),
    path("agenda/carte.json", views.points, name="points"),
    path("agenda/calendrier/<int:year>/<int:month>/", views.month, name="month"),
    path("agenda/s-abonner/", views.subscribe, name="subscribe"),
    path("agenda/flux/agenda.ics", feeds.agenda_ics, name="ics"),
    path("agenda/flux/agenda.rss", feeds.agenda_rss, name="rss"),
    path("agenda/flux/communes/<slug:commune>.ics", feeds.commune_ics, name="commune_ics"),
    path("agenda/flux/communes/<slug:commune>.rss", feeds.commune_rss, name="commune_rss"),
    path("agenda/flux/associations/<slug:slug>.ics", feeds.association_ics, name="association_ics"),
    path("agenda/flux/associations/<slug:slug>.rss", feeds.association_rss, name="association_rss"),
    path("agenda/flux/missions.rss", feeds.missions_rss, name="missions_rss"),
    path("evenements/<slug:slug>/", views.event_detail, name="detail"),
    path("evenements/<slug:slug>/evenement.ics", feeds.event_ics, name="event_ics"),
    path("evenements/<slug:slug>/je-viens/", views.come, name="come"),
    path("evenements/<slug:slug>/je-ne-viens-plus/", views.withdraw, name="withdraw"),
    path("mes-evenements/", views.mine, name="mine"),
    path("espace-association/evenements/", manage_views.manage, name="manage"),
    path("espace-association/evenements/nouveau/", manage_views.create, name="create"),
    path("espace-association/evenements/<int:pk>/", manage_views.edit, name="edit"),
    path("espace-association/evenements/<int:pk>/publier/", manage_views.publish, name="publish"),
    path("espace-association/evenements/<int:pk>/annuler/", manage_views.cancel, name="cancel"),
    path("espace-association/evenements/<int:pk>/inscriptions/", manage_views.guests, name="guests"),
    path("espace-association/evenements/<int:pk>/missions/", manage_views.missions, name="missions"),
    path(
        "espace-association/evenements/<int:pk>/missions/nouvelle/",
        manage_views.create_mission,
        name="create_mission",
    ),
]
