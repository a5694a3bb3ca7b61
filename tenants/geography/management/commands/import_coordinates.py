from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants.geography.models import Country
from tenants.geography.services import InvalidCoordinates, import_coordinates


class Command(BaseCommand):
    help = "Imports official coordinates of communes from a CSV file with the columns code, lat, lon."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--country", choices=Country.values, help="the country of bare codes, when both have them"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            with path.open(encoding="utf-8", newline="") as lines:
                count = import_coordinates(lines=lines, country=options["country"])
        except InvalidCoordinates as error:
            raise CommandError(f"{path.name}: nothing was imported.\n{error}") from None
        except UnicodeDecodeError:
            raise CommandError(f"{path.name}: nothing was imported, the file is not UTF-8 text.") from None
        except OSError as error:
            raise CommandError(f"{path.name}: {error.strerror}") from None
        self.stdout.write(f"official coordinates of {count} communes imported")
