"""The Celery application. A task carries the schema it was sent from in its headers."""

import os
from pathlib import Path
from typing import Any

from celery.signals import heartbeat_sent, setup_logging
from tenant_schemas_celery.app import CeleryApp

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

app = CeleryApp("maillage", task_cls="kernel.tenancy.jobs:TerritoryTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_logging(**_kwargs: Any) -> None:
    """Whoever listens sets logging up: the settings have. Celery's own handlers would write people's addresses."""


if "WORKER_ALIVE" in os.environ:
    #: Touched every two seconds while the broker answers, for whoever watches the worker.
    ALIVE = Path(os.environ["WORKER_ALIVE"])

    @heartbeat_sent.connect
    def touch(**_kwargs: Any) -> None:
        ALIVE.touch()
