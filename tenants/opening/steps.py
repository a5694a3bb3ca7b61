"""The steps of an opening, in their order, and which are done. Pure: an application says it all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants.opening.models import Application


@dataclass(frozen=True, slots=True)
class Step:
    """`name` is the last part of its URL's name."""

    name: str
    label: Promise
    is_done: Callable[[Application], bool]


STEPS = (
    Step("body", _("Your body"), lambda application: bool(application.name)),
    Step("communes", _("Communes"), lambda application: bool(application.communes)),
    Step("address", _("Address"), lambda application: bool(application.slug)),
    Step("look", _("Look"), lambda application: bool(application.primary)),
    Step("documents", _("Terms"), lambda application: application.accepted_at is not None),
    Step("plan", _("Plan"), lambda application: bool(application.interval)),
)


def first_missing(application: Application) -> Step | None:
    """The step to go on with; None when all is said."""
    return next((step for step in STEPS if not step.is_done(application)), None)
