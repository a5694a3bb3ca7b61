from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from kernel.tenancy.storage import discard_on_commit


class BrandingConfig(AppConfig):
    name = "themes.branding"
    label = "branding"
    verbose_name = _("Brand")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save

        from kernel.audit import acts
        from themes.branding.models import Partner

        acts.declare({"brand.changed": _("Brand changed")})
        for signal in (post_save, post_delete):
            signal.connect(_forget_brand, sender=Partner, dispatch_uid="branding.partners")
        post_delete.connect(_discard_logo, sender=Partner, dispatch_uid="branding.partners.logo")


def _forget_brand(**_signal: Any) -> None:
    """Partners are kept with the brand: whoever writes one, the pages follow."""
    from themes.branding.services import forget_brand

    forget_brand()


def _discard_logo(instance: Any, **_signal: Any) -> None:
    """Nothing else shows it."""
    if instance.logo:
        discard_on_commit(instance.logo.name)
