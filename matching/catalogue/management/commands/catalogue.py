"""`manage.py catalogue`: how the network's catalogue does, and what puts it right."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from kernel.tenancy import public_context, tenant_context
from matching.catalogue.reconciling import rebuild_territory, reconcile_territory
from matching.catalogue.selectors import catalogue_state
from matching.catalogue.services import drain_outbox
from tenants.registry.models import Territory


class Command(BaseCommand):
    help = "Tell how the network's catalogue does (status), compare and heal it (reconcile), write it anew (rebuild)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["status", "apply", "reconcile", "rebuild"])
        parser.add_argument("territories", nargs="*", metavar="SLUG", help="these only; default: all")

    def handle(self, *args: Any, action: str, territories: list[str], **options: Any) -> None:
        with public_context():
            if action == "status":
                self._status()
            elif action == "apply":
                self.stdout.write(f"{drain_outbox()} entries applied")
            else:
                self._each(action, territories)

    def _status(self) -> None:
        """Exit status 1 when the catalogue is behind, for whoever watches."""
        state = catalogue_state(now=timezone.now())
        self.stdout.write(
            f"lag: {state.lag.total_seconds():.1f} s ({state.waiting} entries wait)\n"
            f"missions shown: {state.shown}; withdrawn: {state.withdrawn}\n"
            f"last compared: {state.compared_at or 'never'}; differences healed: {state.healed}"
        )
        if state.is_behind:
            raise CommandError("The catalogue is behind: is a worker running?")

    def _each(self, action: str, slugs: list[str]) -> None:
        known = Territory.objects.prefetch_related("domains").order_by("slug")
        chosen = list(known.filter(slug__in=slugs) if slugs else known)
        if missing := set(slugs) - {territory.slug for territory in chosen}:
            raise CommandError(f"no such territory: {', '.join(sorted(missing))}")
        for territory in chosen:
            with tenant_context(territory.context()):
                if action == "rebuild":
                    self.stdout.write(f"{territory.slug}: {rebuild_territory()} missions written")
                else:
                    report = reconcile_territory(now=timezone.now())
                    self.stdout.write(
                        f"{territory.slug}: {report.checked} missions compared; missing {report.missing},"
                        f" stale {report.stale}, ghosts {report.ghosts}"
                    )
