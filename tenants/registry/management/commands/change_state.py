"""`manage.py change_state`: takes a territory one step further in its life, with a reason that the journal keeps."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from tenants.registry.models import Territory
from tenants.registry.services import (
    WrongState,
    archive_territory,
    give_notice,
    resume_territory,
    suspend_territory,
)

STEPS = {
    "suspend": suspend_territory,
    "resume": resume_territory,
    "archive": archive_territory,
    "give-notice": give_notice,
}


class Command(BaseCommand):
    help = (
        "Suspends, resumes or archives a territory, or gives notice of its deletion. All of it is reversible."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("step", choices=sorted(STEPS))
        parser.add_argument("--reason", required=True, help="For the journal; it names no citizen.")

    def handle(self, *, slug: str, step: str, reason: str, **options: Any) -> None:
        try:
            territory = STEPS[step](
                territory=Territory.objects.get(slug=slug), now=timezone.now(), reason=reason
            )
        except Territory.DoesNotExist:
            raise CommandError(_("No territory is called “%(slug)s”.") % {"slug": slug}) from None
        except WrongState as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{territory.name}: {territory.get_state_display()}")
        if territory.leaves_on:
            self.stdout.write(
                _("Everything will be deleted on %(day)s, unless it is resumed before.")
                % {"day": territory.leaves_on.isoformat()}
            )
