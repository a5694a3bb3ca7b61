"""`manage.py rename_territory`: gives a territory another name, another short name, or both."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from tenants.provisioning.changing import rename_territory
from tenants.provisioning.refusals import ProvisioningError
from tenants.registry.models import Territory


class Command(BaseCommand):
    help = "Renames a territory. Its former sub-domain and short path lead to the new ones from now on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--name", default="")
        parser.add_argument("--new-slug", default="")
        parser.add_argument("--reason", default="")

    def handle(self, *, slug: str, name: str, new_slug: str, reason: str, **options: Any) -> None:
        try:
            territory = rename_territory(
                territory=Territory.objects.get(slug=slug),
                name=name,
                slug=new_slug,
                now=timezone.now(),
                reason=reason,
            )
        except Territory.DoesNotExist:
            raise CommandError(_("No territory is called “%(slug)s”.") % {"slug": slug}) from None
        except ProvisioningError as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{territory.name}: {territory.context().base_url}")
