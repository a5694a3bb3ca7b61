"""The address that a load balancer and whoever watches ask. It answers on any host and says nothing about the data."""

from __future__ import annotations

import logging

from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from kernel.tenancy import public_context
from matching.catalogue.selectors import MOST_LAG, catalogue_lag

logger = logging.getLogger(__name__)


def health(request: HttpRequest) -> JsonResponse:
    """200 when this process reaches its database and its cache, 503 otherwise; the body says which of them fails.

    It also says whether the network's catalogue is “behind”, and by how much, which is the workers' fault and not this
    process's.
    """
    checks = {"database": _ask_database, "cache": _ask_cache}
    answers = {}
    for name, ask in checks.items():
        try:
            ask()
            answers[name] = "ok"
        except Exception:
            logger.exception("health: no answer from the %s", name)
            answers[name] = "failing"
    healthy = set(answers.values()) == {"ok"}
    if healthy:
        with public_context():
            lag = catalogue_lag(now=timezone.now())
        answers["catalogue"] = "behind" if lag > MOST_LAG else "ok"
        answers["catalogue_lag_seconds"] = f"{lag.total_seconds():.1f}"
    response = JsonResponse(answers, status=200 if healthy else 503)
    response["Cache-Control"] = "no-store"
    return response


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_cache() -> None:
    caches["network"].get("health")
