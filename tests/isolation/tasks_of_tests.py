"""Celery tasks that tell where they ran. Only tests import them."""

from __future__ import annotations

from celery import shared_task
from django.core.cache import caches

from kernel.accounts.models import User
from kernel.tenancy import current_schema


def told() -> list[str]:
    """What tasks said so far, as `schema: words`."""
    return [str(line) for line in caches["network"].get("told", [])]


def _tell(words: str) -> None:
    network = caches["network"]
    network.set("told", [*network.get("told", []), f"{current_schema()}: {words}"])


@shared_task
def count_people() -> None:
    _tell(f"{User.objects.filter(email__endswith='@example.org').count()} people")


@shared_task
def fail_in(schema: str) -> None:
    if current_schema() == schema:
        raise ZeroDivisionError(schema)
    _tell("did not fail")


@shared_task
def count_then_again() -> None:
    _tell("first")
    count_people.delay()
