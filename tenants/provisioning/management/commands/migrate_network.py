"""`manage.py migrate_network`: everything a deploy has to migrate, in the right order."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kernel.tenancy.schemas import NetworkIsMigrating
from tenants.provisioning.migrating import migrate_network, migrate_territories


class Command(BaseCommand):
    help = "Migrates the network's own schema, the template of new territories, then the territories that lag behind."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--no-wait", action="store_true", help="Fail at once when another process is already migrating."
        )

    def handle(self, *, no_wait: bool, verbosity: int, **options: Any) -> None:
        try:
            migrate_network(wait=not no_wait)
            report = migrate_territories(wait=not no_wait)
        except NetworkIsMigrating:
            raise CommandError(_("Another process is migrating the network.")) from None
        for schema, error in report.failed.items():
            self.stderr.write(f"{schema}: {error}")
        if report.failed:
            raise CommandError(
                _("%(failed)d of %(stale)d territories to migrate failed; the others are up to date.")
                % {"failed": len(report.failed), "stale": report.checked}
            )
        if verbosity:
            self.stdout.write(
                _("The network is up to date; %(count)d territories migrated.")
                % {"count": len(report.migrated)}
            )
