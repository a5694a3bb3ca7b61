from django.urls import path

from tenants.registry import views

urlpatterns = [path("tls/permission", views.tls_permission, name="tls_permission")]
