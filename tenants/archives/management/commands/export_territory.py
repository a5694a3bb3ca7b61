"""`manage.py export_territory`: writes a territory into one file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from tenants.archives.writing import write_archive
from tenants.registry.models import Territory


class Command(BaseCommand):
    help = "Writes every record and file of a territory into one archive."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("file", type=Path, help="Where to: territory.zip")

    def handle(self, *, slug: str, file: Path, **options: Any) -> None:
        territory = Territory.objects.filter(slug=slug).first()
        if territory is None:
            raise CommandError(_("No territory is called “%(slug)s”.") % {"slug": slug})
        rows = write_archive(territory=territory, to=file, now=timezone.now())
        self.stdout.write(_("%(rows)d records in %(file)s") % {"rows": rows, "file": file})
