"""Forms for the accounts of the team."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import Group
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserEditForm

from cms.team.policies import may_join
from cms.team.roles import ROLES
from cms.team.services import add_to_team
from kernel.accounts.models import User

ROLES_IN_WORDS = _(
    "“Rédaction” writes pages, articles and menus. “Modération” also decides what is online, and keeps the charter and "
    "the rules. “Médiation” reads associations and missions, to help people take part. “Pilotage” does all of that, "
    "with the brand, the languages, the team and the bills."
)


class AddToTeamForm(forms.ModelForm):
    """Somebody to let in, whether the address has an account already or not: the answer is the same."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("An account there is joined to the team as it is; else one is opened."),
    )
    groups = forms.ModelMultipleChoiceField(
        label=_("Roles"),
        help_text=ROLES_IN_WORDS,
        queryset=Group.objects.filter(name__in=[role.name for role in ROLES]).order_by("name"),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = User
        fields = ("email", "first_name", "last_name", "groups")
        help_texts: ClassVar[dict[str, Any]] = {"first_name": _("For a new account only.")}

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._by = by

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        person = User.objects.filter(email__iexact=email).first()
        if person is not None and not may_join(person):
            raise forms.ValidationError(
                _("This account cannot join the team: it is closed, or the network’s."), code="closed"
            )
        return email

    def validate_unique(self) -> None:
        """An address with an account is no error here."""

    def validate_constraints(self) -> None:
        """Nor for the database's constraints."""

    def save(self, commit: bool = True) -> User:
        return add_to_team(by=self._by, **self.cleaned_data)


class TeamEditForm(UserEditForm):
    """A colleague's name and roles. What opens her account, the address and the password, is hers to change.

    Nobody becomes an administrator here: a role gives what the back office offers, and whoever minds the team must not
    be able to hand out more than that. The field is shown, because Wagtail's page names it, and keeps its value.
    """

    password_enabled = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].disabled = True
        self.fields["groups"].help_text = format_lazy(
            "{} {}", ROLES_IN_WORDS, _("Without any role, the person leaves the team and stays a citizen.")
        )
        if "is_superuser" in self.fields:
            self.fields["is_superuser"].disabled = True
            self.fields["is_superuser"].help_text = _("Given by the network only. Choose roles below.")

    class Meta(UserEditForm.Meta):
        pass
