"""Appoints and dismisses administrators of the network."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tenants.console.services import appoint, dismiss


class Command(BaseCommand):
    help = "Appoint an administrator of the network, who enters its console by a code sent to the address; or dismiss."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--first-name", default="")
        parser.add_argument("--last-name", default="")
        parser.add_argument("--dismiss", action="store_true")

    def handle(self, *, email: str, first_name: str, last_name: str, **options: Any) -> None:
        if options["dismiss"]:
            if not dismiss(email=email):
                raise CommandError(f"{email} is no administrator of the network.")
            self.stdout.write(f"{email} no longer enters the console.")
            return
        appoint(email=email, first_name=first_name, last_name=last_name)
        self.stdout.write(f"{email} enters the console, at /console/ on the portal.")
