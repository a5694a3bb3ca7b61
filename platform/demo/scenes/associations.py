"""Associations in every state: to be read, sent back, suspended; numbers, hours, invitations, requests, testimonials.

The charter is in force, and signed, where the instances say so; elsewhere it waits as a draft.
"""

from __future__ import annotations

from datetime import timedelta
from random import Random

from demo.grammar.french import typeset
from demo.scenes import Stage
from engagement.associations.membership import ask_to_join, digest_of
from engagement.associations.models import Association, Invitation, Membership, Testimonial
from engagement.associations.services import AssociationContent, register_association
from engagement.charter.models import Charter, Signature
from engagement.charter.services import draft_charter, publish_charter
from engagement.moderation.enums import Decision
from engagement.moderation.registry import kind_named
from engagement.moderation.selectors import last_decision
from engagement.moderation.services import decide
from kernel.accounts.models import User
from kernel.company_numbers import luhn

#: Where every contributor signs.
_SIGNED = {"novardenne", "meurthe-et-moselle"}
#: How many associations of an instance tell their hours, show words of people.
_MOST_HOURS, _MOST_WORDS = 60, 24

_WEEKS = (
    {"wed": [["14:00", "18:00"]], "sat": [["09:00", "12:00"]]},
    {
        "mon": [["09:00", "12:00"]],
        "tue": [["09:00", "12:00"]],
        "thu": [["09:00", "12:00"], ["14:00", "17:00"]],
    },
    {"tue": [["17:30", "20:00"]], "fri": [["17:30", "20:00"]]},
    {day: [["10:00", "12:30"], ["13:30", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
    {"sat": [["10:00", "16:00"]]},
)
_WORDS = (
    (
        "Nadia",
        "Je venais pour deux heures, j’y suis encore trois ans après. On m’a appris à tenir une caisse.",
    ),
    ("Gérard", "À la retraite, je cherchais du monde plus qu’une occupation. J’ai trouvé les deux."),
    ("Lina", "Au début je n’osais rien dire. Maintenant, c’est moi qui accueille les nouvelles personnes."),
    ("Thomas", "Un samedi par mois, sans pression, et le café est toujours chaud."),
    ("Mireille", "Ils ont pris le temps de m’expliquer, et personne ne m’a demandé de diplôme."),
    ("Yacine", "J’ai changé trois pneus, réparé deux lampes et rencontré mon voisin de palier."),
    ("Élise", "On repart avec le sourire des gens. C’est bête à dire, mais ça tient toute la semaine."),
    ("Paul", "Une équipe qui prévient, qui remercie et qui rit : je recommande."),
)
_NEWCOMERS = (
    (
        "Le Vestiaire du Quartier",
        "Des vêtements triés, réparés et donnés, sans condition.",
        ("social-ties",),
        "submitted",
        "",
    ),
    (
        "Radio Passerelle",
        "Une radio faite par celles et ceux qu’on entend peu.",
        ("culture",),
        "submitted",
        "",
    ),
    (
        "Les Jardins du Canal",
        "Vingt parcelles, un compost et des légumes à partager.",
        ("environment",),
        "draft",
        "Merci pour cette inscription ! Il nous manque l’adresse du siège, et le numéro indiqué est celui"
        " d’une autre association.",
    ),
    (
        "Club des Aventuriers",
        "Des sorties en pleine nature, à tout âge.",
        ("sport",),
        "suspended",
        "Deux personnes nous signalent des sorties payantes présentées comme gratuites. Écrivez-nous pour que"
        " nous en parlions.",
    ),
)


def play(stage: Stage) -> None:
    _publish_charter(stage)
    associations = list(Association.objects.published().order_by("pk"))
    _complete(stage, associations)
    _say(stage, associations)
    _gather(stage)
    _newcomers(stage)
    _leave(stage)


def _publish_charter(stage: Stage) -> None:
    """Most have signed; those who have not are met by the gate. The next version waits as a draft."""
    if stage.instance.slug not in _SIGNED:
        return
    charter = publish_charter(charter=Charter.objects.drafts().get(), now=stage.now - timedelta(days=90))
    draft_charter(
        title=charter.title,
        text=charter.text,
        changes=typeset("Les mineurs viennent accompagnés, ou avec l’accord écrit d’un parent."),
    )
    managers = Membership.objects.filter(role="manager").select_related("user").order_by("pk")
    own = set(stage.manager.memberships.values_list("association_id", flat=True))
    signing: dict[int | None, User] = {}
    for membership in managers:
        if membership.association_id in own or stage.draw.random() < 0.9:
            signing.setdefault(membership.association_id, membership.user)
    visitors = {stage.citizen.pk, stage.manager.pk}
    people = [one for one in User.objects.order_by("pk") if one.pk in visitors or stage.draw.random() < 0.95]
    Signature.objects.bulk_create(
        Signature(
            charter=charter,
            user=user,
            association_id=association,
            name=user.get_full_name(),
            signed_at=stage.now - timedelta(days=stage.draw.randrange(1, 89)),
        )
        for association, user in [*signing.items(), *((None, one) for one in people)]
    )


def _complete(stage: Stage, associations: list[Association]) -> None:
    """Numbers for all, hours and communes of action for some."""
    communes = sorted({one.commune_id for one in associations})
    for place, one in enumerate(associations):
        if stage.instance.country == "BE":
            one.bce = _bce(stage.draw)
        else:
            one.rna = f"W{stage.instance.department or '52'}{place:07d}"
            if place % 3 == 0:
                one.siren = _siren(stage.draw)
        if place < _MOST_HOURS:
            one.week_hours, one.opening_hours = stage.draw.choice(_WEEKS), ""
        if place % 4 == 0 and len(communes) > 1:
            one.action_communes = sorted(set(stage.draw.sample(communes, 2)) - {one.commune_id})
    Association.objects.bulk_update(
        associations,
        ["bce", "rna", "siren", "week_hours", "opening_hours", "action_communes"],
        batch_size=500,
    )


def _say(stage: Stage, associations: list[Association]) -> None:
    """Nobody says the same twice on a page."""
    spoken = associations[: min(_MOST_WORDS, len(associations) // 2)]
    Testimonial.objects.bulk_create(
        Testimonial(
            association=one,
            first_name=_WORDS[(place + turn) % len(_WORDS)][0],
            text=typeset(_WORDS[(place + turn) % len(_WORDS)][1]),
            state={0: "submitted", 1: "refused"}.get(place, "published") if turn == 1 else "published",
            consented_at=stage.now - timedelta(days=20 + place),
        )
        for place, one in enumerate(spoken)
        for turn in range(1 + place % 2 if place else 2)
    )


def _gather(stage: Stage) -> None:
    """Around the demonstration's manager: somebody asks to join; an invitation stands, others ended."""
    own = stage.manager.memberships.order_by("pk").first()
    if own is None:
        return
    ask_to_join(
        association=own.association, user=stage.citizen, message=typeset("Je tiens la caisse depuis mars.")
    )
    Invitation.objects.bulk_create(
        Invitation(
            association=own.association,
            email=f"{name}@{stage.instance.slug}.example",
            role="manager",
            digest=digest_of(f"{stage.instance.slug} {name}"),
            invited_by=stage.manager,
            expires_at=stage.now + timedelta(days=days),
            **{ended: stage.now - timedelta(days=2)} if ended else {},
        )
        for name, days, ended in (
            ("presidente", 9, ""),
            ("ancienne-secretaire", -4, ""),
            ("tresoriere", 11, "accepted_at"),
            ("erreur-de-frappe", 8, "revoked_at"),
        )
    )


def _newcomers(stage: Stage) -> None:
    home = Association.objects.published().select_related("commune").order_by("pk")[0].commune
    founders = User.objects.filter(volunteer__isnull=False).exclude(pk=stage.citizen.pk).order_by("pk")
    for founder, (name, summary, causes, state, reason) in zip(founders[4:], _NEWCOMERS, strict=False):
        association = register_association(
            content=AssociationContent(
                name=typeset(name),
                summary=typeset(summary),
                causes=causes,
                commune_id=home.pk,
                latitude=home.latitude,
                longitude=home.longitude,
                bce=_bce(stage.draw) if stage.instance.country == "BE" else "",
                siren=_siren(stage.draw) if stage.instance.country != "BE" else "",
            ),
            manager=stage.manager if state == "draft" else founder,
        )
        if state == "draft":
            _decide(stage, association, Decision.SEND_BACK, typeset(reason))
        elif state == "suspended":
            _decide(stage, association, Decision.APPROVE)
            _decide(stage, association, Decision.SUSPEND, typeset(reason))


def _decide(stage: Stage, association: Association, decision: Decision, reason: str = "") -> None:
    """The team's word, which the history of the association tells."""
    last = last_decision(association)
    decide(
        moderated=kind_named("association"),
        pk=association.pk,
        decision=decision,
        by=stage.editor,
        now=stage.now - timedelta(days=3),
        seen=last.pk if last else 0,
        reason=reason,
    )


def _leave(stage: Stage) -> None:
    """An association whose only manager is gone; a member is left, whom the team may put in charge."""
    own = stage.manager.memberships.values("association")
    managers = Membership.objects.filter(role="manager", association__state="published")
    gone = managers.exclude(association__in=own).order_by("-association", "pk").first()
    if gone is not None:
        Membership.objects.filter(association=gone.association_id).update(role="member")
        Association.objects.filter(pk=gone.association_id).update(had_manager=True)


def _bce(draw: Random) -> str:
    body = f"{draw.randrange(4 * 10**6, 10**7):08d}"
    return f"{body}{97 - int(body) % 97:02d}"


def _siren(draw: Random) -> str:
    body = f"{draw.randrange(3 * 10**7, 9 * 10**7):08d}"
    return next(body + digit for digit in "0123456789" if luhn(body + digit))
