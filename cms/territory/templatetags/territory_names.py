"""Names of hosts as people read them."""

from __future__ import annotations

from django import template

from tenants.registry.names import readable

register = template.Library()


@register.filter
def readable_host(host: str) -> str:
    return readable(host)
