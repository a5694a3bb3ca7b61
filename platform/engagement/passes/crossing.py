"""Pages whose form leads over to another territory's site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override

from kernel.tenancy import TerritoryContext


def render_before_crossing(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, host: TerritoryContext
) -> HttpResponse:
    """`render`, with a policy that lets a form lead there: browsers ask the page's policy whether one may."""
    policy: dict[str, Any] = {**settings.SECURE_CSP, "form-action": [CSP.SELF, host.base_url]}
    return csp_override(policy)(render)(request, template, context)
