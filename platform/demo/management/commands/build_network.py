"""`manage.py build_network`: a large made-up network, for benchmarks."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from demo.services import build_network


class Command(BaseCommand):
    help = "Open many made-up territories. Quantities are totals over the network."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--territories", type=int, required=True)
        parser.add_argument("--associations", type=int, required=True)
        parser.add_argument("--missions", type=int, required=True)
        parser.add_argument("--volunteers", type=int, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["territories"] < 1:
            raise CommandError("--territories must be at least 1")
        quantities = {
            name: options[name] for name in ("territories", "associations", "missions", "volunteers")
        }
        for number, territory in enumerate(build_network(**quantities), start=1):
            if number % 50 == 0 or number == quantities["territories"]:
                self.stdout.write(f"{number} territories, the last one {territory.slug}")
