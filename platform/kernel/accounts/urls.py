"""Addresses of a person's account; those of signing in are allauth's, under the same `compte/`."""

from django.urls import path

from kernel.accounts import views

app_name = "accounts"

urlpatterns = [
    path("", views.account, name="account"),
    path("entrer/<str:token>/", views.enter, name="enter"),
    path("nom/", views.name, name="name"),
    path("appareils/", views.devices, name="devices"),
    path("appareils/<int:pk>/deconnecter/", views.sign_out_device, name="sign_out_device"),
    path("appareils/deconnecter-les-autres/", views.sign_out_others, name="sign_out_others"),
]
