"""`manage.py scan_shared_schema`: that no table which all territories share says who anybody is."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from engagement.privacy.shared_schema import KNOWN, public_tables, rows_that_say, words_of_people
from kernel.tenancy import public_context
from tenants.registry.models import Territory


class Command(BaseCommand):
    help = (
        "Looks through every table that all territories share for the addresses and names of their people. "
        "Tells each row that holds one, with exit status 1."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with public_context():
            territories = [one.context() for one in Territory.objects.prefetch_related("domains")]
            words = {words for territory in territories for words in words_of_people(territory)}
            tables, faults = public_tables(), rows_that_say(words)
        for table, said, row in faults:
            self.stderr.write(f"{table}: “{said}” in {row[:200]}")
        for table, why in KNOWN.items():
            self.stdout.write(f"not looked at: {table} ({why})")
        told = f"{len(tables)} tables, {len(words)} addresses and names of {len(territories)} territories"
        if faults:
            raise CommandError(f"{told}: {len(faults)} rows say who somebody is")
        self.stdout.write(f"{told}: nothing says who anybody is")
