"""The page on which one sets one's e-mails."""

from __future__ import annotations

from typing import Any

from django import forms

from kernel.mail.enums import Frequency
from kernel.mail.selectors import Setting


class SettingsForm(forms.Form):
    """One question for each category that leaves a choice."""

    def __init__(self, *args: Any, settings: list[Setting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.settings = settings
        for setting in settings:
            category = setting.category
            if len(category.frequencies) > 1:
                self.fields[category.name] = forms.ChoiceField(
                    label=category.label,
                    help_text=category.description,
                    choices=[(one.value, one.label) for one in category.frequencies],
                    initial=setting.frequency,
                    widget=forms.RadioSelect,
                )

    def chosen(self) -> dict[str, Frequency]:
        """The valid form: a frequency by category."""
        return {name: Frequency(value) for name, value in self.cleaned_data.items()}

    def always_sent(self) -> list[Setting]:
        """Categories that leave no choice."""
        return [setting for setting in self.settings if setting.category.name not in self.fields]
