"""Addresses of the pages about recognition."""

from django.urls import path

from engagement.recognition import association_views, certificate_views, views

app_name = "recognition"

urlpatterns = [
    path("mon-engagement/", views.record, name="record"),
    path("mon-engagement/<int:year>/", views.record, name="year"),
    path("mon-engagement/<int:year>/bilan.pdf", views.record_pdf, name="record_pdf"),
    path("mon-engagement/heures/", views.declare, name="declare"),
    path("mon-engagement/heures/<int:pk>/contester/", views.dispute, name="dispute"),
    path("mon-engagement/heures/<int:pk>/accepter/", views.accept, name="accept"),
    path("mon-engagement/heures/<int:pk>/reprendre/", views.take_back, name="take_back"),
    path("mon-engagement/frais/", views.expenses, name="expenses"),
    path("mon-engagement/frais/<int:pk>/supprimer/", views.drop_expense, name="drop_expense"),
    path("mon-engagement/attestations/", certificate_views.mine, name="certificates"),
    path("mon-engagement/attestations/<int:pk>/attestation.pdf", certificate_views.pdf, name="pdf"),
    path("mon-engagement/attestations/<int:pk>/revoquer/", certificate_views.revoke, name="revoke"),
    path("attestations/", certificate_views.enter_code, name="enter_code"),
    path("attestations/<str:code>/", certificate_views.verify, name="verify"),
    path("espace-association/heures/", association_views.hours, name="association_hours"),
    path("espace-association/heures/<int:pk>/", association_views.answer, name="answer"),
    path("espace-association/heures/<int:pk>/merci/", association_views.thanks, name="thanks"),
    path("espace-association/attestations/", association_views.certificates, name="association_certificates"),
]
