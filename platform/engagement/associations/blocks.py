"""Parts of an association's page that come from above: its events, its answer time, the way to write to it.

    blocks.register(lambda request, association, now: render_to_string("…", {…}, request))

Each app registers its own in `apps.ready()`; an empty text shows nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest

from engagement.associations.models import Association

type Block = Callable[[HttpRequest, Association, datetime], str]

_blocks: dict[str, list[Block]] = {"main": [], "aside": []}


def register(block: Block, *, beside: bool = False) -> None:
    """Show a block below the missions, or `beside` them among the practical information."""
    _blocks["aside" if beside else "main"].append(block)


def blocks_of(request: HttpRequest, association: Association, now: datetime) -> dict[str, list[str]]:
    """What each registered block shows of an association, by place: `main`, `aside`."""
    return {
        place: [text for block in blocks if (text := block(request, association, now))]
        for place, blocks in _blocks.items()
    }
