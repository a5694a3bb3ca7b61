from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    name = "cms.territory"
    label = "cms_territory"
    default_auto_field = "django.db.models.BigAutoField"
