from django.apps import AppConfig


class FiguresPagesConfig(AppConfig):
    name = "cms.figures"
    label = "cms_figures"
    default_auto_field = "django.db.models.BigAutoField"
