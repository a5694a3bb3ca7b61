from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tenants.geography.reference import REFERENCE_FILE
from tenants.geography.services import load_communes


class Command(BaseCommand):
    help = "Loads or refreshes the reference of communes; running it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--file", type=Path, default=REFERENCE_FILE)

    def handle(self, *args: Any, **options: Any) -> None:
        report = load_communes(path=options["file"])
        self.stdout.write(
            f"communes: {report.created} created, {report.updated} updated, {report.unchanged} unchanged"
        )
        if report.absent:
            self.stdout.write(f"{report.absent} communes are no longer in the reference; they were kept")
