"""Tasks that fail for good are noted, whatever they did; administrators hear of a territory that opens, is renamed or
leaves by itself, and of one that could not be opened."""

from __future__ import annotations

import logging
from typing import Any

from celery import Task
from celery.signals import task_failure
from django.db import DatabaseError
from django.dispatch import receiver
from django.utils import timezone

from kernel.tenancy import TerritoryContext, TerritoryState
from tenants.console.models import FailedJob, Vitals
from tenants.console.selectors import journal_of
from tenants.console.services import note_failure, tell_of_failed_opening, tell_of_notice, tell_to_look
from tenants.opening.models import Application
from tenants.opening.signals import opening_failed, territory_opened
from tenants.registry.enums import OPERATOR_ROLE
from tenants.registry.models import Territory
from tenants.registry.signals import territory_changed

logger = logging.getLogger(__name__)


@task_failure.connect(dispatch_uid="console_notes_failures")
def note(*, sender: Task, exception: BaseException, **_kwargs: Any) -> None:
    if sender.request.is_eager:
        return  # whoever called it has the exception
    try:
        note_failure(task=sender.name, error=type(exception).__name__, now=timezone.now())
    except DatabaseError:
        logger.exception("Could not note that %s failed", sender.name)


@receiver(territory_changed, dispatch_uid="console_tells_of_notices")
def tell(*, territory: Territory, before: TerritoryContext, **_kwargs: Any) -> None:
    """Its operators' own notice, and that they took it back; what an administrator does stands in the journal."""
    if (territory.state == TerritoryState.LEAVING) == (before.state == TerritoryState.LEAVING):
        return
    acts = ("territory.give_notice", "territory.resume")
    last = journal_of(territory=territory).filter(act__in=acts).first()
    if last is not None and last.actor_role == OPERATOR_ROLE:
        tell_of_notice(territory=territory, reason=last.reason)


@receiver(territory_opened, dispatch_uid="console_tells_of_openings")
def tell_of_opening(*, territory: Territory, **_kwargs: Any) -> None:
    tell_to_look(territory=territory)


@receiver(territory_changed, dispatch_uid="console_tells_of_names")
def tell_of_name(*, territory: Territory, before: TerritoryContext, **_kwargs: Any) -> None:
    """What its operators call it from now on."""
    if (
        territory.awaits_look
        and territory.renamed_at
        and (territory.name, territory.slug)
        != (
            before.name,
            before.slug,
        )
    ):
        tell_to_look(territory=territory, former_name=before.name)


@receiver(territory_changed, dispatch_uid="console_forgets")
def forget(*, territory: Territory, **_kwargs: Any) -> None:
    """What a territory that is gone reported of itself goes along."""
    if territory.state == TerritoryState.GONE:
        Vitals.objects.filter(territory=territory).delete()
        FailedJob.objects.filter(territory=territory).delete()


@receiver(opening_failed, dispatch_uid="console_tells_of_failures")
def tell_of_failure(*, application: Application, error: str, **_kwargs: Any) -> None:
    tell_of_failed_opening(application=application, error=error, now=timezone.now())
