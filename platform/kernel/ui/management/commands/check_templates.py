"""`manage.py check_templates`: part of `make check`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kernel.ui.templates_check import template_errors


class Command(BaseCommand):
    help = "Compile every template of the project and look for what they extend and include."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        errors = list(template_errors())
        if errors:
            raise CommandError("\n".join(errors))
        self.stdout.write("Every template compiles.")
