"""The Celery application. A task carries the schema it was sent from in its headers."""

import os

from tenant_schemas_celery.app import CeleryApp

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

app = CeleryApp("maillage", task_cls="kernel.tenancy.jobs:TerritoryTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
