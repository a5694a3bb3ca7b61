"""Agreeing to a pass."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class PassForm(forms.Form):
    """What crosses, and what she shows from the start."""

    agrees = forms.BooleanField(
        label=_("I agree that the name on my account is given there if an association accepts me"),
        help_text=_("Not before. Who releases it, when and to whom stays written on both sides."),
    )
    shows_first_name = forms.BooleanField(
        label=_("My first name may be shown as soon as I ask"),
        required=False,
        help_text=_("Otherwise the association reads “Somebody” until it accepts you."),
    )
