"""How often something may be tried, counted in the territory's own cache."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def is_within(name: str, *, most: int, window: timedelta) -> bool:
    """Count one more try of `name`: whether it is among the first `most` of a window that the first try opens."""
    key = f"limit:{name}"
    cache.add(key, 0, window.total_seconds())
    try:
        number: int = cache.incr(key)
    except ValueError:  # the window closed between the two
        return True
    return number <= most


def forget(name: str) -> None:
    """Count anew."""
    cache.delete(f"limit:{name}")


def client_address(request: HttpRequest) -> str:
    """Where a request comes from, our own proxies left out."""
    address: str = get_adapter().get_client_ip(request)
    return address
