from django.urls import path

from cms.territory import addresses, archives, naming, notice, views

urlpatterns = [
    path("", views.overview, name="territory"),
    path("addresses/", addresses.addresses, name="territory_addresses"),
    path("addresses/<int:pk>/", addresses.domain, name="territory_domain"),
    path("addresses/<int:pk>/remove/", addresses.remove, name="territory_domain_remove"),
    path("communes/", views.communes, name="territory_communes"),
    path("name/", naming.rename, name="territory_name"),
    path("notice/", notice.notice, name="territory_notice"),
    path("export/", archives.export, name="territory_export"),
    path("export/<str:code>/", archives.download, name="territory_download"),
]
