from django.urls import path

from cms.territory import addresses, archives, views

urlpatterns = [
    path("", views.overview, name="territory"),
    path("addresses/", addresses.addresses, name="territory_addresses"),
    path("communes/", views.communes, name="territory_communes"),
    path("export/", archives.export, name="territory_export"),
    path("export/<str:code>/", archives.download, name="territory_download"),
]
