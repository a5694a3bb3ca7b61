from django.urls import path

from tenants.observatory import views

app_name = "observatory"
urlpatterns = [
    path("", views.observatory, name="page"),
    path("donnees.csv", views.table, name="csv"),
    path("donnees.json", views.document, name="json"),
    path("schema.json", views.schema, name="schema"),
]
