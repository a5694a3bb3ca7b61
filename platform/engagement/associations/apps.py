from django.apps import AppConfig


class AssociationsConfig(AppConfig):
    name = "engagement.associations"
    label = "associations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from engagement.associations import mail_kinds, receivers  # noqa: F401
        from engagement.associations.acts import ACTS
        from engagement.associations.moderated import ASSOCIATIONS, TESTIMONIALS
        from engagement.associations.policies import manages_any
        from engagement.associations.selectors import count_associations
        from engagement.moderation import registry
        from kernel.accounts import second_factor
        from kernel.audit import acts
        from tenants.provisioning import effects

        effects.register("associations", _("associations whose seat is there"), count_associations)
        registry.register(ASSOCIATIONS)
        registry.register(TESTIMONIALS)
        acts.declare(ACTS)
        second_factor.guard(prefix="/espace-association/", entered_by=manages_any)
