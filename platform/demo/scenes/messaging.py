"""Conversations: under way, unread, with contact details shown, reported, blocked, closed, with somebody who has left,
between associations, between citizens about an offer, and begun by a message to all.

Rows are written as the services write them, without their e-mails: these conversations took place in the past days.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import islice
from uuid import NAMESPACE_DNS, uuid5

from django.core.files.base import ContentFile

from demo.scenes import Stage
from engagement.associations.models import Association
from engagement.associations.selectors import managers_of
from engagement.messaging import boundaries
from engagement.messaging.models import (
    Attachment,
    Conversation,
    Message,
    ReadMark,
    Report,
    ReportState,
    Reveal,
    Side,
    Topic,
    pair_of,
)
from engagement.missions.models import Mission
from engagement.offers.models import Offer
from engagement.volunteers.models import Volunteer
from kernel.accounts.models import User

_OURS, _THEIRS = Side.ASSOCIATION, Side.OTHER
_LENT = (
    ("Prêt de votre tonnelle", "la tonnelle", "notre fête de quartier"),
    ("Emprunter vos gradins", "les gradins", "le tournoi des jeunes"),
    ("Votre sono pour une soirée", "la sono", "le bal de la Saint-Nicolas"),
    ("Une dizaine de tables pliantes", "les tables", "notre brocante"),
)
_QUESTIONS = (
    ("Faut-il de l’expérience ?", "Je n’ai jamais fait cela. Est-ce que je serais utile quand même ?"),
    ("Avec ma fille de 14 ans ?", "Pourrions-nous venir à deux, ma fille et moi ?"),
    ("Accès en bus", "Je viens en bus : y a-t-il un arrêt à proximité ?"),
    ("Quelques heures seulement", "Je ne suis libre que deux heures. Est-ce que cela vaut la peine ?"),
)
_THANKS = (
    "Bienvenue, et à samedi ! Nadège vous attendra à l’entrée.",
    "Avec plaisir. Prenez de vieilles chaussures, le reste est sur place.",
    "Bien sûr. On vous montre tout le premier jour, personne n’est seul.",
    "Parfait. Passez quand vous voulez, la porte est ouverte dès 9 h.",
)


def play(stage: Stage) -> None:
    """In every territory, seen from the documented citizen and manager."""
    ours = list(Association.objects.managed_by(stage.manager).order_by("pk")[:2])
    strangers = Association.objects.published().exclude(pk__in=[one.pk for one in ours]).order_by("pk")
    others = list(islice((one for one in strangers if managers_of(association_id=one.pk)), 4))
    volunteers = [
        one.user for one in Volunteer.objects.exclude(user=stage.citizen).select_related("user")[:3]
    ]
    if len(ours) < 2 or len(others) < 4 or len(volunteers) < 3:
        return
    subject, question = stage.draw.choice(_QUESTIONS)
    welcome = stage.draw.choice(_THANKS)
    mission = Mission.objects.filter(association=ours[0], state="published").order_by("pk").first()
    converse(
        stage,
        ours[0],
        stage.citizen,
        subject,
        [
            (_THEIRS, question),
            (_OURS, "Bonjour, et merci de votre message ! Oui, tout à fait."),
            (_THEIRS, "Parfait. Faut-il apporter quelque chose ?"),
            (_OURS, welcome),
        ],
        hours=3,
        about=mission,
    )
    _shown(stage, others[0])
    converse(
        stage,
        ours[0],
        volunteers[0],
        "Donner un coup de main en semaine",
        [
            (_THEIRS, "Bonjour, je viens de prendre ma retraite et j’ai du temps le mardi."),
            (_THEIRS, "Je peux aussi conduire une camionnette, si cela aide."),
        ],
        hours=20,
        read=False,
    )
    reported = converse(
        stage,
        ours[1],
        volunteers[1],
        "Remboursement de mes frais",
        [
            (_OURS, "Nous ne remboursons plus rien, inutile d’insister."),
            (_THEIRS, "C’était pourtant écrit dans la mission."),
            (_OURS, "Si vous n’êtes pas content, allez voir ailleurs."),
        ],
        hours=30,
    )
    boundaries.report(
        conversation=reported,
        reporter=volunteers[1],
        reason="Le ton est blessant, et ce qui était promis n’est pas tenu.",
        now=stage.now - timedelta(hours=28),
    )
    blocked = converse(
        stage,
        ours[0],
        volunteers[2],
        "Une proposition commerciale",
        [
            (_THEIRS, "Je vends des assurances et j’aimerais écrire à tous vos bénévoles."),
            (_OURS, "Non merci : nos bénévoles viennent pour aider, pas pour acheter."),
            (_THEIRS, "J’insiste, c’est une offre unique !"),
        ],
        hours=75,
    )
    boundaries.block(conversation=blocked, user=stage.manager, now=stage.now - timedelta(hours=70))
    Report.objects.create(
        conversation=blocked,
        reporter=stage.manager,
        side=_OURS,
        reason="Cette personne démarche nos bénévoles pour son commerce.",
        state=ReportState.UPHELD,
        outcome="Nous lui avons rappelé les règles du site, et nous gardons l’œil ouvert.",
        reported_at=stage.now - timedelta(hours=69),
        handled_at=stage.now - timedelta(hours=60),
    )
    _lent(stage, ours[0], others[1])
    closed = converse(
        stage,
        others[2],
        stage.citizen,
        "Merci pour samedi",
        [
            (_THEIRS, "Quelle belle journée ! Merci de votre accueil."),
            (_OURS, "Merci à vous, sans vos bras nous y serions encore. À l’année prochaine !"),
        ],
        hours=200,
    )
    Conversation.objects.filter(pk=closed.pk).update(closed_at=stage.now - timedelta(hours=190))
    ReadMark.objects.create(conversation=closed, user=stage.citizen, read_at=stage.now - timedelta(hours=190))
    Report.objects.create(
        conversation=closed,
        side=_OURS,
        reason="Message reçu en double, nous pensions à un robot.",
        state=ReportState.DISMISSED,
        outcome="Rien à signaler : un simple double clic.",
        reported_at=stage.now - timedelta(hours=198),
        handled_at=stage.now - timedelta(hours=192),
    )
    _said_to_all(stage, ours[0], volunteers, mission)
    _about_offers(stage, volunteers[0])
    left = converse(
        stage,
        ours[1],
        volunteers[0],
        "Avant mon déménagement",
        [(_THEIRS, "Je quitte la région à la fin du mois. Merci pour ces belles années !")],
        hours=400,
    )
    Conversation.objects.filter(pk=left.pk).update(person=None, started_by=None)
    left.messages.update(author=None)


def _said_to_all(
    stage: Stage, association: Association, volunteers: Sequence[User], mission: Mission | None
) -> None:
    """Where to meet, to each of two volunteers: one has answered."""
    if mission is None:
        return
    words = "Bonjour à toutes et à tous ! Rendez-vous devant la grille bleue, dix minutes avant l’heure. Il fera frais."
    answers: tuple[list[tuple[Side, str]], ...] = (
        [(_THEIRS, "C’est noté, j’apporte du café pour tout le monde.")],
        [],
    )
    for person, answer in zip(volunteers, answers, strict=False):
        said = converse(
            stage, association, person, mission.title, [(_OURS, words), *answer], hours=26, about=mission
        )
        said.messages.filter(side=_OURS).update(to_all=True)


def _about_offers(stage: Stage, neighbour: User) -> None:
    """Two citizens: the citizen's own offer is answered, and she answers another's."""
    offers = Offer.objects.current(stage.now).open_to_everyone().select_related("user").order_by("pk")
    hers = offers.filter(user=stage.citizen).exclude(user=neighbour).first()
    another = offers.exclude(user=stage.citizen).first()
    if hers is not None:
        converse(
            stage,
            None,
            stage.citizen,
            "Votre proposition m’intéresse",
            [
                (_OURS, "Bonjour, votre proposition tombe à pic. Seriez-vous libre un soir de la semaine ?"),
                (_THEIRS, "Bonjour, avec plaisir : mardi ou jeudi, à partir de 18 h."),
                (_OURS, "Jeudi, c’est parfait. Je prépare la table et le thé !"),
            ],
            hours=5,
            peer=neighbour,
            about=hers,
        )
    if another is not None:
        converse(
            stage,
            None,
            another.user,
            "Un coup de main pour ma voisine",
            [(_OURS, "Bonjour, ma voisine de 82 ans n’ose pas demander. Pourriez-vous passer la voir ?")],
            hours=50,
            peer=stage.citizen,
            about=another,
        )


def _shown(stage: Stage, association: Association) -> None:
    """The association's manager shows a number, for a day on which e-mail is too slow."""
    conversation = converse(
        stage,
        association,
        stage.citizen,
        "Rendez-vous de dimanche matin",
        [
            (_THEIRS, "Et si je me perds en route ?"),
            (_OURS, "Je vous montre mon numéro ici même : appelez, je viens vous chercher au carrefour."),
        ],
        hours=48,
    )
    Reveal.objects.create(
        conversation=conversation,
        owner=managers_of(association_id=association.pk)[0],
        side=_OURS,
        phone="061 00 00 00" if stage.instance.country == "BE" else "03 00 00 00 00",
        revealed_at=stage.now - timedelta(hours=47),
        seen_at=stage.now - timedelta(hours=46),
    )


def _lent(stage: Stage, ours: Association, theirs: Association) -> None:
    """Two associations, a loan, and the paper that goes with it."""
    subject, thing, occasion = stage.draw.choice(_LENT)
    conversation = converse(
        stage,
        ours,
        None,
        subject,
        [
            (
                _OURS,
                f"Bonjour ! Nous préparons {occasion} : pourriez-vous nous prêter {thing} du vendredi au lundi ?",
            ),
            (_THEIRS, "Volontiers, c’est libre. Qui vient chercher, et avec quel véhicule ?"),
            (_OURS, "Deux bénévoles, jeudi vers 18 h, avec une remorque."),
            (_THEIRS, "C’est noté. Voici notre convention de prêt, à rapporter signée."),
        ],
        hours=6,
        partner=theirs,
        read=False,
    )
    last = conversation.messages.last()
    assert last is not None
    paper = _page("Convention de pret")
    attachment = Attachment(
        message=last, name="convention-de-pret.pdf", content_type="application/pdf", size=len(paper)
    )
    attachment.file.save(f"{uuid5(NAMESPACE_DNS, stage.instance.slug).hex}.pdf", ContentFile(paper))


def converse(
    stage: Stage,
    association: Association | None,
    person: User | None,
    subject: str,
    said: Sequence[tuple[Side, str]],
    *,
    hours: int,
    partner: Association | None = None,
    peer: User | None = None,
    about: Mission | Offer | None = None,
    read: bool = True,
) -> Conversation:
    """`said` some hours ago, a few hours apart; its last message is unread for the other side."""
    ended = stage.now - timedelta(hours=hours)
    moments = [ended - timedelta(hours=5 * number) for number in range(len(said))][::-1]
    speakers = {
        _OURS: peer or _speaker(stage, association),
        _THEIRS: person or _speaker(stage, partner),
    }
    one, other = association or peer, partner or person
    assert one is not None
    assert other is not None
    conversation = Conversation.objects.create(
        association=association,
        peer=peer,
        person=person,
        partner=partner,
        pair=pair_of(one, other),
        subject=subject,
        topic_kind=(Topic.OFFER if isinstance(about, Offer) else Topic.MISSION) if about else "",
        topic_id=about.pk if about else None,
        topic_title=about.title if about else "",
        started_by=speakers[said[0][0]],
        started_at=moments[0],
        last_message_at=ended,
    )
    Message.objects.bulk_create(
        Message(conversation=conversation, author=speakers[side], side=side, body=body, sent_at=moment)
        for (side, body), moment in zip(said, moments, strict=True)
    )
    if read:
        answering = speakers[Side(said[-1][0])]
        ReadMark.objects.create(conversation=conversation, user=answering, read_at=ended)
    return conversation


def _speaker(stage: Stage, association: Association | None) -> User:
    """Who writes for an association: the demonstration's manager where she may."""
    managers = managers_of(association_id=association.pk if association else 0)
    return stage.manager if stage.manager in managers else managers[0]


def _page(title: str) -> bytes:
    """The smallest PDF that says something."""
    drawn = f"BT /F1 24 Tf 72 720 Td ({title}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % one for one in enumerate(objects, start=1))
    return body + b"trailer << /Root 1 0 R /Size 5 >>\n%%EOF\n"
