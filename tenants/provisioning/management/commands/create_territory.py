"""`manage.py create_territory`: opens a territory from the command line."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kernel.tenancy.context import site_url
from tenants.geography.models import Commune
from tenants.provisioning.communes import communes_from_codes
from tenants.provisioning.naming import host_for
from tenants.provisioning.refusals import ProvisioningError
from tenants.provisioning.services import create_territory
from tenants.provisioning.signals import step_reached
from tenants.registry.models import TerritoryKind
from themes.branding.identity import HOUSE_CHOICES
from themes.tokens import InvalidChoice, InvalidColour


class Command(BaseCommand):
    help = "Opens a territory: its schema, its address, its brand, its starter pages and its first editor."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", required=True, help="As people read it: “GAL Nov’Ardenne”.")
        parser.add_argument("--slug", required=True, help="As addresses have it: “novardenne”.")
        parser.add_argument(
            "--communes",
            required=True,
            help="INSEE or NIS codes, separated by commas: 84035,84077 or FR-54395.",
        )
        parser.add_argument(
            "--country", choices=["BE", "FR"], help="Whose codes they are, when both have them."
        )
        parser.add_argument("--kind", default="", help=f"One of: {', '.join(TerritoryKind.values)}.")
        parser.add_argument(
            "--editor-email",
            default="",
            help="The first editor's. Without it an account is made and printed.",
        )
        parser.add_argument("--editor-name", default="")
        parser.add_argument(
            "--editor-password", help="Without one, the editor signs in by a code sent by e-mail."
        )
        parser.add_argument("--host", action="append", default=[], dest="hosts", help="A further host name.")
        parser.add_argument("--primary", default=HOUSE_CHOICES.primary, help="Main colour, #rrggbb.")
        parser.add_argument("--accent", default=HOUSE_CHOICES.accent, help="Second colour, #rrggbb.")

    def handle(self, *, slug: str, communes: str, verbosity: int, **options: Any) -> None:
        if verbosity > 1:
            step_reached.connect(self._report)
        password = options["editor_password"]
        if not options["editor_email"] and not password:
            password = secrets.token_urlsafe(12)
        email = options["editor_email"] or f"editor@{slug}.example"
        try:
            chosen = communes_from_codes(communes.replace(",", " ").split(), country=options["country"])
            territory = create_territory(
                name=options["name"],
                slug=slug,
                kind=options["kind"] or _usual_kind(len(chosen)),
                communes=chosen,
                editor_email=email,
                editor_name=options["editor_name"],
                editor_password=password,
                brand=replace(HOUSE_CHOICES, primary=options["primary"], accent=options["accent"]),
                hosts=options["hosts"],
            )
        except (ProvisioningError, InvalidChoice, InvalidColour) as refusal:
            raise CommandError(str(refusal)) from None
        finally:
            step_reached.disconnect(self._report)
        if verbosity:
            self.stdout.write(
                _("%(name)s is open: %(url)s")
                % {"name": territory.name, "url": site_url(host_for(territory.slug))}
            )
            # Codes are easily mistaken: 84035 is Libin and Cavaillon.
            self.stdout.write(
                _("Communes (%(country)s): %(names)s")
                % {"country": territory.get_country_display(), "names": _named(chosen)}
            )
            if password and not options["editor_password"]:
                self.stdout.write(
                    _("First editor: %(email)s, password: %(password)s")
                    % {"email": email, "password": password}
                )

    def _report(self, step: str, **_: Any) -> None:
        self.stdout.write(f"… {step}")


def _named(communes: Sequence[Commune], most: int = 8) -> str:
    names = ", ".join(commune.name for commune in communes[:most])
    return names if len(communes) <= most else f"{names} … ({len(communes)})"


def _usual_kind(communes: int) -> str:
    return TerritoryKind.CITY.value if communes == 1 else TerritoryKind.INTERCOMMUNALITY.value
