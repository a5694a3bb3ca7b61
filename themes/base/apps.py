from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "themes.base"
    label = "base_theme"
    verbose_name = "Base theme"
