"""`manage.py build_demo`: opens the four demonstration territories."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from demo.services import build_demo


class Command(BaseCommand):
    help = "Open the four demonstration territories, with associations, missions and people. Skips those that exist."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.SECOND_FACTOR_REQUIRED:
            raise CommandError(
                "This is a real network: the password of the demonstration's accounts is published."
            )
        for territory in build_demo(now=timezone.now()):
            self.stdout.write(f"{territory.name}: {territory.context().base_url}")
