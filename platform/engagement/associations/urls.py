from django.urls import path

from engagement.associations import views

app_name = "associations"

urlpatterns = [
    path("associations/", views.association_list, name="list"),
    path("associations/<slug:slug>/", views.association_detail, name="detail"),
]
