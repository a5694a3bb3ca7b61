"""What the grammar's bulk does not show: every state of everything, played by the domain's own services.

One module for each app of the domain, with one function `play(stage)`. Deterministic for a territory and a `now`.
Scenes run in the order of `SCENES`, in the transaction that opens the territory, within its schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from random import Random

from demo.instances import DemoInstance
from kernel.accounts.models import User

SCENES: tuple[str, ...] = (
    "associations",
    "accounts",
    "missions",
    "participations",
    "agenda",
    "offers",
    "recognition",
    "messaging",
    "invitations",
    "passes",
    "moderation",
    "suggestions",
    "domains",
    "pages",
    "figures",
    "visits",
)


@dataclass(frozen=True, slots=True)
class Stage:
    """Who and what a scene may use. `draw` is the scene's own source of chance."""

    instance: DemoInstance
    now: datetime
    draw: Random
    citizen: User
    manager: User
    editor: User


def play_scenes(instance: DemoInstance, *, now: datetime) -> None:
    """Play every scene in the current territory."""
    people = {account.role: User.objects.get(email__iexact=account.email) for account in instance.accounts}
    for name in SCENES:
        stage = Stage(
            instance=instance,
            now=now,
            draw=Random(f"{instance.slug} {name}"),  # noqa: S311  # the demo's, no secret
            citizen=people["citizen"],
            manager=people["manager"],
            editor=people["editor"],
        )
        import_module(f"demo.scenes.{name}").play(stage)
