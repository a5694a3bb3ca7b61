"""Where somebody is signed in, in words: “Firefox on Windows, an hour ago”.

When a session was last used is kept in the cache: a page that one reads must not cost a write to the database. What
the cache has forgotten falls back to the moment of signing in.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

from kernel.accounts.models import User

#: What browsers and systems write into their name, the more particular first: Edge says Chrome and Safari too.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Device:
    """One session. `pk` names it in a form."""

    pk: int
    words: str
    signed_in: datetime
    last_seen: datetime
    is_this_one: bool


def device_in_words(user_agent: str) -> str:
    """Browser and system, as far as they say who they are."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown device")


def note_activity(*, session_key: str | None, now: datetime) -> None:
    """Remember that a session is in use."""
    if session_key:
        cache.set(_key(session_key), now, settings.SESSION_COOKIE_AGE)


def devices_of(user: User, *, current_key: str | None) -> list[Device]:
    """Where she is signed in, this device first, then the latest used. Sessions that ended are forgotten."""
    sessions = UserSession.objects.purge_and_list(user)
    seen = cache.get_many([_key(session.session_key) for session in sessions])
    devices = [
        Device(
            pk=session.pk,
            words=device_in_words(session.user_agent),
            signed_in=session.created_at,
            last_seen=seen.get(_key(session.session_key), session.last_seen_at),
            is_this_one=session.session_key == current_key,
        )
        for session in sessions
    ]
    return sorted(devices, key=lambda device: (device.is_this_one, device.last_seen), reverse=True)


def end_others(user: User, *, current_key: str | None) -> int:
    """End every session of hers but this one. Returns how many."""
    others = list(UserSession.objects.filter(user=user).exclude(session_key=current_key or ""))
    for session in others:
        session.end()
    return len(others)


def _key(session_key: str) -> str:
    """The session's key opens the account: it does not lie about in a cache."""
    return f"seen:{hashlib.sha256(session_key.encode()).hexdigest()}"
