"""What packages say in words that are not ours: naming a message here lets our own catalogue say it."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

OURS = (_("Enter a valid email address."),)
