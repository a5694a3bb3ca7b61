"""How far the provisioning of a territory has come, for the page that waits for it."""

from __future__ import annotations

from typing import Any

from django.core.cache import caches
from django.dispatch import receiver

from tenants.opening.selectors import progress_key
from tenants.provisioning.services import Step
from tenants.provisioning.signals import step_reached

_KEPT_SECONDS = 600


@receiver(step_reached)
def note_step(step: Step, slug: str, **_kwargs: Any) -> None:
    """In the cache: the transaction that builds the territory shows nothing before it commits."""
    caches["network"].set(progress_key(slug), step.value, _KEPT_SECONDS)
