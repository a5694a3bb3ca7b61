"""Forms for the accounts of the team."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from kernel.accounts.models import User


class _WithoutEscalation(forms.ModelForm):
    """Nobody becomes an administrator here: a role gives what the back office offers, and whoever may add a
    colleague must not be able to hand out more than that. The field is shown, because Wagtail's page names it, and
    keeps the value it has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "is_superuser" in self.fields:
            self.fields["is_superuser"].disabled = True
            self.fields["is_superuser"].help_text = _("Given by the network only. Choose roles below.")

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class TeamCreationForm(_WithoutEscalation, UserCreationForm):
    """A new colleague. Without a password, one signs in by the code sent to one's address."""

    password_required = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"].required = True
        self.fields["password1"].help_text = _(
            "Leave empty: your colleague signs in by a code sent to the address."
        )

    class Meta(UserCreationForm.Meta):
        pass

    def save(self, commit: bool = True) -> User:
        if not self.cleaned_data.get("password1"):
            self.instance.set_unusable_password()
        colleague: User = super().save(commit)
        return colleague


class TeamEditForm(_WithoutEscalation, UserEditForm):
    """A colleague's name and roles. What opens her account, the address and the password, is hers to change."""

    password_enabled = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].disabled = True

    class Meta(UserEditForm.Meta):
        pass
