"""`manage.py import_territory`: opens a territory with what an archive holds."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from tenants.archives.reading import BadArchive
from tenants.archives.services import import_territory
from tenants.provisioning.refusals import ProvisioningError


class Command(BaseCommand):
    help = "Opens a territory with what an archive holds, under its own name or another."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--slug", default="")
        parser.add_argument("--name", default="")

    def handle(self, *, file: Path, slug: str, name: str, **options: Any) -> None:
        try:
            territory = import_territory(path=file, slug=slug, name=name, now=timezone.now())
        except (BadArchive, ProvisioningError) as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(
            _("%(name)s is open: %(url)s") % {"name": territory.name, "url": territory.context().base_url}
        )
