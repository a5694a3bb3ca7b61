"""Conversations: answered with a file and contact details, reported, blocked, between associations, and citizens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from engagement.associations.models import Association
from engagement.charter.selectors import current_charter
from engagement.charter.services import sign_charter
from engagement.messaging import boundaries
from engagement.messaging.files import Upload
from engagement.messaging.models import Attachment, Conversation, Report, Reveal
from engagement.messaging.services import start_conversation, write_message
from engagement.messaging.topics import Opening
from kernel.accounts.models import User
from tests.factories.engagement import AssociationFactory
from tests.factories.messaging import conversation_between
from tests.isolation.marks import Marks


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Messaging:
    """`own` is the citizen's, with a file, contact details of hers and a report."""

    own: Conversation
    attachment: Attachment
    reveal: Reveal
    report: Report
    blocked: Conversation
    between: Conversation
    citizens: Conversation


def fill_messaging(
    marks: Marks, word: str, people: Mapping[str, User], associations: Mapping[str, Association]
) -> Messaging:
    now, published = timezone.now(), associations["published"]

    def write(**more: object) -> Conversation:
        return conversation_between(
            subject=marks.private(f"{word.title()} ?"), body=marks.private("Bonjour"), **more
        )  # type: ignore[arg-type]

    own = write(person=people["citizen"], association=published)
    file = Upload(marks.private(word) + ".pdf", "pdf", marks.private("%PDF-1.7").encode())
    answered = write_message(
        conversation=own, author=people["manager"], body=marks.private("Venez !"), now=now, uploads=[file]
    )
    blocked = write(person=people["neighbour"], association=published)
    boundaries.block(conversation=blocked, user=people["manager"], now=now)
    asked = start_conversation(
        opening=Opening(peer=people["neighbour"], person=people["citizen"], kind="offer"),
        author=people["neighbour"],
        subject=marks.private("Votre vélo"),
        body=marks.private("Samedi ?"),
        now=now,
    )
    partner = AssociationFactory(
        name=marks.said(f"{word.title()} partenaire"),
        slug=f"{word}-partenaire",
        manager=people["member"],
        email="",
    )
    if charter := current_charter():
        sign_charter(
            charter=charter,
            user=people["member"],
            association=partner,
            name=marks.private("Ma signature"),
            now=now,
        )
    return Messaging(
        own=own,
        attachment=answered.attachments.get(),
        reveal=boundaries.reveal_contact_details(
            conversation=own,
            owner=people["citizen"],
            now=now,
            email=f"montree@{marks.person}.example".lower(),
        ),
        report=boundaries.report(
            conversation=own, reporter=people["citizen"], reason=marks.private("Pas gentil"), now=now
        ),
        blocked=blocked,
        citizens=asked.conversation,
        between=write(person=people["member"], association=published, partner=partner),
    )
