"""Build the fonts and the stylesheet of every page into `FONTS_ROOT`, which static files serve as `fonts/…`."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from themes.base.fonts import build_fonts
from themes.base.sheets import build_sheet


class Command(BaseCommand):
    help = (
        "Subset the fonts to Latin WOFF2, write the CSS that declares them and the one stylesheet of every page; "
        "nothing to do when up to date."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="build again even when up to date")

    def handle(self, *args: Any, **options: Any) -> None:
        directory = Path(settings.FONTS_ROOT)
        written = build_fonts(directory, force=options["force"])
        build_sheet(directory)
        self.stdout.write(
            f"{len(written)} files written to {directory}" if written else "Fonts are up to date."
        )
