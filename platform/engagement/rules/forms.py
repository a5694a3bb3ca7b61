"""The form of the territory's rules, in the order in which one thinks of them."""

from __future__ import annotations

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from engagement.rules.models import Rules

_GROUPS: tuple[tuple[Promise, Promise, tuple[str, ...]], ...] = (
    (
        _("What the team reads, and when"),
        _(
            "Reading before protects most and makes people wait for you; reading afterwards lets people act at once,"
            " and what is shown comes up in the queue to be read."
        ),
        ("missions_are_read", "events_are_read", "offers_are_read"),
    ),
    (
        _("Taking part"),
        _("How long people wait for each other, and when somebody is reminded."),
        ("offer_hours", "reminder_hours", "nudge_days", "alert_days"),
    ),
    (
        _("Personal data"),
        _(
            "How long the account of somebody who no longer comes is kept. Your privacy page must say the same."
        ),
        ("retention_months",),
    ),
)


class RulesForm(forms.ModelForm):
    class Meta:
        model = Rules
        fields = [name for _title, _help, names in _GROUPS for name in names]

    def groups(self) -> list[tuple[Promise, Promise, list[BoundField]]]:
        """Title, explanation and fields of each part."""
        return [(title, text, [self[name] for name in names]) for title, text, names in _GROUPS]
