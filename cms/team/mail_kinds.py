"""The e-mails to the team."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernel.mail.registry import ALWAYS, NEEDED, OPTIONAL, Category, Kind, register, team

register(
    Kind(
        template="team_invitation",
        category=Category(
            name="team",
            label=_("The territory’s team"),
            description=_("You join the team, or your roles change."),
            frequencies=ALWAYS,
            vital=True,
        ),
        label=_("You join the team"),
        sample={"first_name": "Nadia", "by": "Sophie G.", "roles": "Modération", "path": "/admin/"},
    ),
    Kind(
        template="team_pages",
        category=Category(
            name="pages",
            label=_("Pages of the site"),
            description=_("For the team: pages to be read before they are published, and comments on them."),
            frequencies=NEEDED,
            concerns=team,
        ),
        label=_("A page awaits you, or has changed"),
        sample={
            "first_name": "Nadia",
            "subject_line": "La page « Nos lieux » a été soumise",
            "body": "Vous pouvez la relire ici : https://exemple.example/admin/pages/3/edit/",
        },
    ),
    Kind(
        template="team_answer",
        category=Category(
            name="forms",
            label=_("Forms of the site"),
            description=_("For the team: somebody answered a form."),
            frequencies=OPTIONAL,
            concerns=team,
        ),
        label=_("Somebody answered a form"),
        sample={"first_name": "Nadia", "form": "Nous écrire", "path": "/admin/forms/submissions/3/"},
    ),
)
