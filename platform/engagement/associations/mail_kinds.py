"""Which e-mails are sent about associations themselves, for those who choose what they receive."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernel.mail.registry import ALWAYS, Category, Kind, register, team

OURS = Category(
    name="associations",
    label=_("The life of my associations"),
    description=_("Decisions of the site’s team, invitations, requests to join."),
    frequencies=ALWAYS,
)
TEAM = Category(
    name="orphans",
    label=_("Associations without a manager"),
    description=_("For the team: nobody answers for an association any more."),
    frequencies=ALWAYS,
    concerns=team,
)
_SAMPLE = {"association_name": "La Remise", "reason": "Il manque le numéro RNA.", "path": "/associations/"}

register(
    *(
        Kind(template=f"association_{action}", category=OURS, label=label, sample=_SAMPLE)
        for action, label in (
            ("approve", _("My association is published")),
            ("send_back", _("My association is to be completed")),
            ("suspend", _("My association is suspended")),
            ("reinstate", _("My association is shown again")),
        )
    ),
    Kind(
        template="association_join_request",
        category=OURS,
        label=_("Somebody asks to join my association"),
        sample=_SAMPLE | {"person_name": "Camille L.", "message": "Je suis la trésorière."},
    ),
    Kind(
        template="association_join_answer",
        category=OURS,
        label=_("An association answers my request to join it"),
        sample=_SAMPLE | {"admitted": True},
    ),
    Kind(
        template="association_manager_named",
        category=OURS,
        label=_("The team puts me in charge of my association"),
        sample=_SAMPLE,
    ),
    Kind(
        template="association_commune",
        category=OURS,
        label=_("The commune of my association leaves the territory"),
        sample=_SAMPLE | {"commune": "Tellin"},
    ),
    Kind(
        template="association_without_manager",
        category=TEAM,
        label=_("An association has no manager left"),
        sample={"names": ["La Remise", "Les Amis du sentier"], "more": 1, "path": "/admin/associations/"},
    ),
    Kind(
        template="association_invitation",
        category=OURS,
        label=_("An association invites me"),
        sample=_SAMPLE | {"inviter_name": "Nadia H.", "is_manager": True, "until": "Lundi 7 décembre"},
    ),
)
