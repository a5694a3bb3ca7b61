from django.urls import path

from engagement.participations import (
    attendance_views,
    calendar_views,
    inbox_views,
    offer_views,
    question_views,
    views,
)

app_name = "participations"

urlpatterns = [
    path("mes-participations/", views.mine, name="mine"),
    path("mes-participations/<int:pk>/renoncer/", views.withdraw, name="withdraw"),
    path("mes-participations/<int:pk>/mission.ics", calendar_views.entry, name="entry"),
    path("mes-participations/agenda/", calendar_views.calendar, name="calendar"),
    path("agenda-personnel/<str:token>/missions.ics", calendar_views.feed, name="feed"),
    path("place-libre/<str:token>/", offer_views.offer, name="offer"),
    path("espace-association/", inbox_views.inbox, name="inbox"),
    path("espace-association/demandes/<int:pk>/", inbox_views.answer, name="answer"),
    path("espace-association/demandes/reponses/", inbox_views.answer_many_at_once, name="answer_many"),
    path("espace-association/demandes/participations.xlsx", inbox_views.export, name="export"),
    path("espace-association/missions/<int:pk>/questions/", question_views.questions, name="questions"),
    path("espace-association/missions/<int:pk>/presences/", attendance_views.attendance, name="attendance"),
    path(
        "espace-association/missions/<int:pk>/presences/<int:slot_id>/",
        attendance_views.sheet,
        name="sheet",
    ),
]
