"""`manage.py restore_territory`: puts a territory back to where one of its archives was made."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from tenants.archives.reading import BadArchive
from tenants.archives.services import restore_territory
from tenants.registry.models import Territory


class Command(BaseCommand):
    help = "Puts a territory back to where it was when an archive of it was made. What was written since is gone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="What was written since the archive may go.")

    def handle(self, *, slug: str, file: Path, yes: bool, **options: Any) -> None:
        territory = Territory.objects.filter(slug=slug).first()
        if territory is None:
            raise CommandError(_("No territory is called “%(slug)s”.") % {"slug": slug})
        if not yes:
            raise CommandError(_("What was written since the archive will be gone: say --yes."))
        try:
            restore_territory(territory=territory, path=file, now=timezone.now())
        except BadArchive as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(_("%(name)s is as it was.") % {"name": territory.name})
