from django.urls import path

from tenants.console import accounts, views

app_name = "console"
urlpatterns = [
    path("", views.home, name="home"),
    path("territoires/", views.territories, name="territories"),
    path("territoires/<slug:slug>/", views.territory, name="territory"),
    path("territoires/<slug:slug>/examen/", views.review, name="review"),
    path("territoires/<slug:slug>/travaux/", views.settle, name="settle"),
    path("territoires/<slug:slug>/<str:step>/", views.take_step, name="step"),
    path("factures/", accounts.invoices, name="invoices"),
    path("factures/export.csv", accounts.export, name="invoices_csv"),
    path("factures/<str:number>.pdf", accounts.invoice, name="invoice"),
    path("factures/<str:number>.xml", accounts.electronic_invoice, name="electronic_invoice"),
    path("factures/<str:number>/payee/", accounts.paid, name="paid"),
    path("factures/<str:number>/avoir/", accounts.credited, name="credited"),
]
