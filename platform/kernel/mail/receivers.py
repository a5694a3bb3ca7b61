"""Tells people at the door that our e-mails no longer reach them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from kernel.accounts.models import User
from kernel.mail.selectors import is_unreachable


@receiver(user_logged_in)
def say_so(sender: object, request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """A word after signing in, with the way to put it right."""
    if getattr(request, "territory", None) is None or not is_unreachable(user.email):
        return
    words = format_html(
        '{} <a href="{}">{}</a>',
        _("Our e-mails no longer reach you."),
        reverse("mail:settings"),
        _("Put it right"),
    )
    messages.warning(request, words)
