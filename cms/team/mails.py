"""The e-mails to the team."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernel.mail.registry import ALWAYS, Category, Kind, register

register(
    Kind(
        template="team_invitation",
        category=Category(
            name="team",
            label=_("The territory’s team"),
            description=_("You join the team, or your roles change."),
            frequencies=ALWAYS,
        ),
        label=_("You join the team"),
        sample={"first_name": "Nadia", "by": "Sophie G.", "roles": "Modération", "path": "/admin/"},
    )
)
