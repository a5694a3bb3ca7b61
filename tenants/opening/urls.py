"""Opening a territory, on the portal."""

from django.urls import path

from tenants.opening import building_views, step_views, views

app_name = "opening"
urlpatterns = [
    path("", views.start, name="start"),
    path("code/", views.code, name="code"),
    path("reprendre/<str:token>/", views.resume, name="resume"),
    path("quitter/", views.stop, name="stop"),
    path("textes/<str:document>/<str:version>/", views.document, name="document"),
    path("organisme/", step_views.body, name="body"),
    path("organisme/numero/", step_views.number, name="number"),
    path("communes/", step_views.communes, name="communes"),
    path("adresse/", step_views.address, name="address"),
    path("adresse/libre/", step_views.free, name="free"),
    path("allure/", step_views.look, name="look"),
    path("allure/logo/", step_views.logo, name="logo"),
    path("allure/apercu/", step_views.preview, name="preview"),
    path("engagements/", step_views.documents, name="documents"),
    path("formule/", step_views.plan, name="plan"),
    path("resume/", building_views.summary, name="summary"),
    path("construire/", building_views.build, name="build"),
    path("construction/", building_views.progress, name="progress"),
    path("entrer/", building_views.door, name="door"),
]
