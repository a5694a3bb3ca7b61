from django.urls import path

from cms.figures import reports, views

app_name = "figures"
urlpatterns = [
    path("", views.figures, name="page"),
    path("<str:code>.xlsx", views.workbook, name="workbook"),
    path("<str:code>.csv", views.table, name="csv"),
    path("bilans/", reports.reports, name="reports"),
    path("bilans/nouveau/", reports.write, name="new_report"),
    path("bilans/<int:pk>/", reports.write, name="report"),
    path("bilans/<int:pk>/supprimer/", reports.delete, name="delete_report"),
    path("bilans/<int:pk>/bilan.pdf", reports.paper, name="paper"),
]
