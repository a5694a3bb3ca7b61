from django.urls import path

from engagement.charter import views

app_name = "charter"

urlpatterns = [
    path("charte/signer/", views.sign, name="sign"),
]
