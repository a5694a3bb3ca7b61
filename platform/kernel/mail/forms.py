"""The page on which one sets one's e-mails."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernel.mail.enums import Frequency
from kernel.mail.models import MOST_A_WEEK
from kernel.mail.selectors import Setting

#: No category is called so.
_BUDGET = "per_week"


class SettingsForm(forms.Form):
    """One question for each category that leaves a choice, and how many e-mails a week are enough."""

    def __init__(self, *args: Any, settings: list[Setting], budget: int, **kwargs: Any) -> None:
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

        if any(setting.category.is_optional for setting in settings):
            self.fields[_BUDGET] = forms.IntegerField(
                label=_("At most, how many e-mails a week that you could do without?"),
                help_text=_("Thanks, suggestions and the like. Answers to your requests always reach you."),
                min_value=1,
                max_value=MOST_A_WEEK,
                initial=budget,
                required=False,
            )

    def chosen(self) -> dict[str, Frequency]:
        """The valid form: a frequency by category."""
        return {name: Frequency(value) for name, value in self.cleaned_data.items() if name != _BUDGET}

    def budget(self) -> int | None:
        """The valid form: how many a week; None where nothing was said."""
        return self.cleaned_data.get(_BUDGET)

    def always_sent(self) -> list[Setting]:
        """Categories that leave no choice."""
        return [setting for setting in self.settings if setting.category.name not in self.fields]
