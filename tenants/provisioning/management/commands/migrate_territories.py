"""`manage.py migrate_territories`: everything a deploy has to migrate, in the right order."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kernel.tenancy.schemas import NetworkIsMigrating
from tenants.provisioning.migrating import migrate_territories

#: Exit status when the network is up to date, but for some territories: a deploy may go on, and should be looked at.
SOME_FAILED = 3


class Command(BaseCommand):
    help = "Migrates the network's own schema, the template of new territories, then the territories that lag behind."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--jobs", type=int, help="Territories migrated at a time; one more than processors."
        )
        parser.add_argument(
            "--no-wait", action="store_true", help="Fail at once when another process is already migrating."
        )

    def handle(self, *, jobs: int | None, no_wait: bool, verbosity: int, **options: Any) -> None:
        self.verbosity = verbosity
        try:
            report = migrate_territories(wait=not no_wait, jobs=jobs, progress=self._progress)
        except NetworkIsMigrating:
            raise CommandError(_("Another process is migrating the network.")) from None
        for schema, error in report.failed.items():
            self.stderr.write(f"{schema}: {error}")
        if report.failed:
            raise CommandError(
                _(
                    "%(failed)d of %(stale)d territories to migrate failed and are left to the former release; "
                    "the others are up to date. Running this again goes on with them."
                )
                % {"failed": len(report.failed), "stale": report.stale},
                returncode=SOME_FAILED,
            )
        if verbosity:
            self.stdout.write(
                _("The network is up to date; %(count)d territories migrated.")
                % {"count": len(report.migrated)}
            )

    def _progress(self, done: int, total: int, schema: str) -> None:
        """Every territory at verbosity 2, otherwise a line a twentieth of the way."""
        if self.verbosity > 1 or (self.verbosity and done * 20 // total > (done - 1) * 20 // total):
            self.stdout.write(f"{done}/{total} {schema}")
