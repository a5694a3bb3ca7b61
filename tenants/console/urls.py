from django.urls import path

from tenants.console import views

app_name = "console"
urlpatterns = [
    path("", views.home, name="home"),
    path("territoires/", views.territories, name="territories"),
    path("territoires/<slug:slug>/", views.territory, name="territory"),
    path("territoires/<slug:slug>/examen/", views.review, name="review"),
    path("territoires/<slug:slug>/<str:step>/", views.take_step, name="step"),
    path("territoires/<slug:slug>/factures/<int:pk>.pdf", views.invoice, name="invoice"),
    path(
        "territoires/<slug:slug>/factures/<int:pk>.xml", views.electronic_invoice, name="electronic_invoice"
    ),
    path("territoires/<slug:slug>/factures/<int:pk>/payee/", views.paid, name="paid"),
]
