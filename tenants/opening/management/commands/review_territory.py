"""`manage.py review_territory` lists who waits; `… SLUG --accept`, or `… SLUG --refuse --reason "…"`, decides."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tenants.opening.reviewing import review_territory
from tenants.registry.models import AWAITS_LOOK, Territory


class Command(BaseCommand):
    help = "Decide whether the network's lists name a territory that its operator opened."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", nargs="?")
        parser.add_argument("--accept", action="store_true")
        parser.add_argument("--refuse", action="store_true")
        parser.add_argument("--reason", default="", help="told to whoever opened it")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["slug"]:
            for one in Territory.objects.filter(AWAITS_LOOK).order_by("opened_at"):
                since = f", renamed {one.renamed_at:%Y-%m-%d}" if one.renamed_at else ""
                self.stdout.write(f"{one.slug}: {one.name}, opened {one.opened_at:%Y-%m-%d}{since}")
            return
        if options["accept"] == options["refuse"]:
            raise CommandError("Say --accept or --refuse.")
        if options["refuse"] and not options["reason"].strip():
            raise CommandError("Say why, with --reason.")
        territory = Territory.objects.filter(slug=options["slug"]).first()
        if territory is None:
            raise CommandError(f"There is no territory {options['slug']}.")
        review_territory(
            territory=territory, accept=options["accept"], reason=options["reason"], now=timezone.now()
        )
        self.stdout.write(f"{territory.slug}: {'accepted' if options['accept'] else 'refused'}.")
