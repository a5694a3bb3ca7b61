from django.urls import path

from tenants.geography import views

app_name = "geography"

urlpatterns = [path("", views.communes, name="communes")]
