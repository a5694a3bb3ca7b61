"""Renders an e-mail: subject, text, HTML, and the headers with which one refuses it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.module_loading import import_string

from kernel.mail.unsubscribing import token_for
from kernel.tenancy import TerritoryContext
from kernel.tenancy.context import site_url

if TYPE_CHECKING:
    from kernel.accounts.models import User


@dataclass(frozen=True, slots=True)
class Written:
    """A rendered e-mail."""

    subject: str
    text: str
    html: str
    headers: dict[str, str]


def write(
    *,
    template: str,
    person: User | None,
    context: Mapping[str, Any],
    territory: TerritoryContext | None,
    refusable: str = "",
    excerpt: bool = False,
) -> Written:
    """Render a declared e-mail. An `excerpt` has its content only, to stand among others in a digest.

    When it is `refusable` (the name of a category), it carries the headers of RFC 8058, by which a mailbox
    unsubscribes its owner in one click.
    """
    settings_url = unsubscribe_url = ""
    if territory and person:
        settings_url = _on_site(territory, "mail:settings")
        if refusable:
            token = token_for(user_id=person.pk, category=refusable)
            unsubscribe_url = _on_site(territory, "mail:unsubscribe", token)
    full: dict[str, Any] = {
        "territory": territory,
        "site_url": territory.base_url if territory else site_url(settings.BASE_DOMAIN),
        "site_name": territory.name if territory else settings.NETWORK_NAME,
        "layout": "email/excerpt" if excerpt else "email/letter",
        "settings_url": settings_url,
        "unsubscribe_url": unsubscribe_url,
        "takes_replies": False,
    }
    for path in settings.MAIL_CONTEXT:
        full.update(import_string(path)())
    full.update(context)
    headers = {}
    if unsubscribe_url:
        headers = {
            "List-Unsubscribe": f"<{unsubscribe_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return Written(
        # In one line of ordinary spaces: lists of mails cut a subject rather than wrap it, and what one types to find
        # or to sort mails has no no-break space.
        subject=" ".join(render_to_string(f"email/{template}.subject.txt", full).split()),
        text=render_to_string(f"email/{template}.txt", full).strip() + "\n",
        html=render_to_string(f"email/{template}.html", full),
        headers=headers,
    )


def _on_site(territory: TerritoryContext, name: str, *args: str) -> str:
    return territory.base_url + reverse(name, settings.ROOT_URLCONF, args)
