"""`manage.py delete_territory`: the last step, which nothing takes back."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from tenants.archives.services import NotYet, delete_territory
from tenants.registry.models import Territory
from tenants.registry.services import WrongState


class Command(BaseCommand):
    help = "Deletes a territory whose notice is over and whose last export was made. Nothing takes this back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--yes", action="store_true", help="Nothing takes this back.")

    def handle(self, *, slug: str, yes: bool, **options: Any) -> None:
        territory = Territory.objects.filter(slug=slug).first()
        if territory is None:
            raise CommandError(_("No territory is called “%(slug)s”.") % {"slug": slug})
        if not yes:
            raise CommandError(_("Nothing takes this back: say --yes."))
        try:
            delete_territory(territory=territory, now=timezone.now())
        except (NotYet, WrongState) as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(_("%(name)s is gone.") % {"name": territory.name})
