"""`manage.py build_demo`: opens the four demonstration territories."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from demo.services import build_demo


class Command(BaseCommand):
    help = "Open the four demonstration territories, with associations, missions and people. Skips those that exist."

    def handle(self, *args: Any, **options: Any) -> None:
        for territory in build_demo(now=timezone.now()):
            self.stdout.write(f"{territory.name}: {territory.context().base_url}")
