"""Tasks that fail for good are noted, whatever they did."""

from __future__ import annotations

import logging
from typing import Any

from celery import Task
from celery.signals import task_failure
from django.db import DatabaseError
from django.utils import timezone

from tenants.console.services import note_failure

logger = logging.getLogger(__name__)


@task_failure.connect(dispatch_uid="console_notes_failures")
def note(*, sender: Task, exception: BaseException, **_kwargs: Any) -> None:
    if sender.request.is_eager:
        return  # whoever called it has the exception
    try:
        note_failure(task=sender.name, error=type(exception).__name__, now=timezone.now())
    except DatabaseError:
        logger.exception("Could not note that %s failed", sender.name)
