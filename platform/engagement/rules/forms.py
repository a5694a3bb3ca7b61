"""The form of the territory's rules, in the order in which one thinks of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from engagement.rules.models import Rules
from matching.taxonomy import cause_choices

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
        ("offer_hours", "reminder_hours", "nudge_days", "alert_days", "invitations_a_month"),
    ),
    (
        _("Beyond the territory"),
        _("Volunteers do not stop at a border: missions may be shown by others, and theirs by you."),
        ("outgoing_reach", "incoming_reach", "incoming_km", "incoming_causes"),
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
    incoming_causes = forms.MultipleChoiceField(
        label=Rules._meta.get_field("incoming_causes").verbose_name,
        help_text=Rules._meta.get_field("incoming_causes").help_text,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Rules
        fields = [name for _title, _help, names in _GROUPS for name in names]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["incoming_causes"].choices = cause_choices()  # type: ignore[attr-defined]

    def groups(self) -> list[tuple[Promise, Promise, list[BoundField]]]:
        """Title, explanation and fields of each part."""
        return [(title, text, [self[name] for name in names]) for title, text, names in _GROUPS]
