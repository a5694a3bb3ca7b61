"""What domains above missions add to a mission's pages: its events, its questions, its messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from engagement.missions.models import Mission

#: The name of a template and its context, or None when there is nothing to show.
type Panel = Callable[[HttpRequest, Mission], tuple[str, dict[str, Any]] | None]

_on_page: list[Panel] = []
_on_overview: list[Panel] = []


def add_to_page(panel: Panel) -> None:
    """Show `panel` on the page that citizens read, below the text. Called from `apps.ready()`."""
    _on_page.append(panel)


def add_to_overview(panel: Panel) -> None:
    """Show `panel` where its association prepares a mission, below the steps. Called from `apps.ready()`."""
    _on_overview.append(panel)


def page_panels(request: HttpRequest, mission: Mission) -> list[SafeString]:
    return _rendered(_on_page, request, mission)


def overview_panels(request: HttpRequest, mission: Mission) -> list[SafeString]:
    return _rendered(_on_overview, request, mission)


def _rendered(panels: list[Panel], request: HttpRequest, mission: Mission) -> list[SafeString]:
    shown = [panel(request, mission) for panel in panels]
    return [render_to_string(template, context, request) for template, context in filter(None, shown)]
