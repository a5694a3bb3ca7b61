from django.urls import path

from engagement.associations import member_views, registration_views, views

app_name = "associations"

urlpatterns = [
    path("associations/", views.association_list, name="list"),
    path("associations/carte.json", views.points, name="points"),
    path("associations/flux.rss", views.feed, name="feed"),
    path("associations/<slug:slug>/", views.association_detail, name="detail"),
    path("associations/<slug:slug>/rejoindre/", member_views.join, name="join"),
    path("inscrire-mon-association/", registration_views.register, name="register"),
    path("invitation/<str:token>/", member_views.invitation, name="invitation"),
    path("espace-association/associations/", registration_views.mine, name="mine"),
    path("espace-association/associations/<slug:slug>/", registration_views.edit, name="edit"),
    path("espace-association/associations/<slug:slug>/soumettre/", registration_views.submit, name="submit"),
    path(
        "espace-association/associations/<slug:slug>/temoignages/",
        registration_views.testimonials,
        name="testimonials",
    ),
    path(
        "espace-association/associations/<slug:slug>/temoignages/<int:pk>/",
        registration_views.remove_testimonial,
        name="remove_testimonial",
    ),
    path("espace-association/associations/<slug:slug>/equipe/", member_views.members, name="members"),
    path("espace-association/associations/<slug:slug>/equipe/<int:pk>/", member_views.member, name="member"),
    path(
        "espace-association/associations/<slug:slug>/invitations/<int:pk>/",
        member_views.invited,
        name="invited",
    ),
    path("espace-association/associations/<slug:slug>/demandes/<int:pk>/", member_views.asked, name="asked"),
]
