from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "tenants.registry"
    label = "registry"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kernel.audit import acts
        from tenants.registry import mail_kinds, receivers  # noqa: F401
        from tenants.registry.lifecycle import ACTS
        from tenants.registry.places import places_at_hand
        from themes.branding.mesh import register_points

        acts.declare(ACTS)
        register_points(places_at_hand)
