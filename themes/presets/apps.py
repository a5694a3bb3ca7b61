from django.apps import AppConfig


class PresetsConfig(AppConfig):
    """An app for its stylesheets; its templates are found by `themes.branding.loaders`."""

    name = "themes.presets"
    label = "presets"
