"""The address a load balancer asks. It answers on any host and says nothing about the data."""

from __future__ import annotations

import logging

from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, JsonResponse

logger = logging.getLogger(__name__)


def health(request: HttpRequest) -> JsonResponse:
    """200 when this process reaches its database and its cache, 503 otherwise; the body says which of them fails."""
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
    response = JsonResponse(answers, status=200 if healthy else 503)
    response["Cache-Control"] = "no-store"
    return response


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_cache() -> None:
    caches["network"].get("health")
