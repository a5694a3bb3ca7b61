"""Who may enter the console."""

from __future__ import annotations

from typing import Any

from kernel.tenancy import current_territory


def may_enter(user: Any) -> bool:
    """Administrators of the network, on the network's own site: no role in a territory makes one."""
    return bool(
        current_territory() is None and user.is_authenticated and user.is_active and user.is_superuser
    )
