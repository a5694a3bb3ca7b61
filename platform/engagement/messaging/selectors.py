"""Reads conversations. What a viewer gets is always hers to read: her own, or those of associations she manages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from engagement.associations.models import Association
from engagement.associations.selectors import managers_of
from engagement.messaging.models import (
    Attachment,
    Block,
    Conversation,
    Message,
    ReadMark,
    ReplyAddress,
    Report,
    ReportState,
    Reveal,
    Side,
    Topic,
)
from engagement.missions.models import Mission, Slot
from engagement.participations.models import Participation
from kernel.accounts.models import User

#: How long a count of unread conversations is believed, in seconds. What changes it forgets it sooner.
COUNT_SECONDS = 300
#: Who takes part: what a policy looks at.
SIDES = ("association", "peer", "person", "partner")
_IN_CONVERSATION = [f"conversation__{side}" for side in SIDES]


def conversations_of(*, user: User) -> QuerySet[Conversation]:
    """Those she takes part in as herself, the latest first, with `unread` and `last_body`."""
    return _rows(Conversation.objects.filter(Q(person=user) | Q(peer=user)), user)


def conversations_for(*, user: User, association: Association | None = None) -> QuerySet[Conversation]:
    """Those of the associations she manages, or of one of them, the latest first, with `unread` and `last_body`."""
    managed = Association.objects.managed_by(user)
    if association is not None:
        managed = managed.filter(pk=association.pk)
    return _rows(Conversation.objects.filter(Q(association__in=managed) | Q(partner__in=managed)), user)


def search(conversations: QuerySet[Conversation], words: str) -> QuerySet[Conversation]:
    """Those whose subject, topic, association or messages hold every word, accents and case ignored."""
    for word in words.split()[:8]:
        said = Message.objects.filter(body__unaccent__icontains=word, conversation=OuterRef("pk"))
        conversations = conversations.filter(
            Q(subject__unaccent__icontains=word)
            | Q(topic_title__unaccent__icontains=word)
            | Q(association__name__unaccent__icontains=word)
            | Q(partner__name__unaccent__icontains=word)
            | Exists(said)
        )
    return conversations


def find_conversation(*, pk: int) -> Conversation | None:
    """One with its sides, for a policy to decide on."""
    return Conversation.objects.select_related(*SIDES).filter(pk=pk).first()


def same_conversation(*, pair: str, kind: str, topic_id: int | None) -> Conversation | None:
    """The open conversation of these two about this, where a new message belongs."""
    return Conversation.objects.filter(
        pair=pair, topic_kind=kind, topic_id=topic_id, closed_at__isnull=True
    ).first()


def conversations_on(*, mission: Mission, pairs: Iterable[str]) -> dict[str, Conversation]:
    """The open conversation of each pair about a mission, or about taking part in it: where one last wrote."""
    asked = Participation.objects.filter(mission=mission).values("pk")
    about = Q(topic_kind=Topic.MISSION, topic_id=mission.pk) | Q(
        topic_kind=Topic.PARTICIPATION, topic_id__in=asked
    )
    rows = Conversation.objects.filter(about, pair__in=pairs, closed_at__isnull=True)
    return {row.pair: row for row in rows.select_related(*SIDES).order_by("last_message_at", "pk")}


def blocked_among(pairs: Iterable[str]) -> set[str]:
    """Those in which one side blocked the other."""
    return set(Block.objects.filter(pair__in=pairs).values_list("pair", flat=True))


def messages_of(conversation: Conversation) -> QuerySet[Message]:
    """From the first to the last, with their authors and files."""
    return conversation.messages.select_related("author").prefetch_related("attachments")


def attachment_in(*, conversation: Conversation, pk: int) -> Attachment | None:
    return Attachment.objects.filter(pk=pk, message__conversation=conversation).first()


def reveals_in(conversation: Conversation) -> QuerySet[Reveal]:
    """Contact details shown in a conversation, withdrawn ones too."""
    return conversation.reveals.select_related("owner")


def blocking_parties(conversation: Conversation) -> set[str]:
    """The parties of this conversation that blocked the other."""
    return set(Block.objects.filter(pair=conversation.pair).values_list("party", flat=True))


def people_on(conversation: Conversation, side: str) -> list[User]:
    """Who is written to on a side: the citizen, or every manager of the association; active accounts only."""
    if association := conversation.association_on(side):
        return managers_of(association_id=association.pk)
    citizen = conversation.citizen_on(side)
    return [citizen] if citizen is not None and citizen.is_active else []


def reply_address(*, digest: str) -> ReplyAddress | None:
    """By the digest of its secret, with who may use it and where."""
    return ReplyAddress.objects.select_related("user", *_IN_CONVERSATION).filter(digest=digest).first()


def messages_by(*, user: User) -> QuerySet[Message]:
    """Everything she wrote, with where and with which files."""
    return (
        Message.objects.filter(author=user).select_related(*_IN_CONVERSATION).prefetch_related("attachments")
    )


def attachments_by(*, user: User) -> QuerySet[Attachment]:
    """Every file she sent."""
    return Attachment.objects.filter(message__author=user)


def reveals_by(*, user: User) -> QuerySet[Reveal]:
    """The contact details that she shows at the moment."""
    return Reveal.objects.filter(owner=user, revoked_at__isnull=True).select_related("conversation")


def reports_by(*, user: User) -> QuerySet[Report]:
    """What she asked the team to read, and what it answered."""
    return Report.objects.filter(reporter=user).select_related("conversation").order_by("reported_at", "pk")


def blocks_by(*, user: User) -> QuerySet[Block]:
    """Whom she wants to hear nothing more of."""
    return Block.objects.filter(author=user).order_by("blocked_at", "pk")


def started_since(*, user: User, since: datetime) -> int:
    """Conversations that she began since then; those that a message to all began are nobody's."""
    return Conversation.objects.filter(started_by=user, started_at__gte=since).count()


def written_since(*, user: User, since: datetime) -> int:
    """Messages that she wrote since then, to one."""
    return Message.objects.filter(author=user, sent_at__gte=since, to_all=False).count()


def concerned(*, mission: Mission, slot: Slot | None, states: Iterable[str]) -> list[User]:
    """Who asked to take part in a mission, or one of its slots, and stands in one of these states; accounts in use."""
    rows = Participation.objects.filter(mission=mission, state__in=list(states))
    if slot is not None:
        rows = rows.filter(slot=slot)
    return list(User.objects.filter(pk__in=rows.values("user_id"), is_active=True).order_by("pk"))


def open_reports() -> QuerySet[Report]:
    """What the team has to read, with the sides."""
    return reports().filter(state=ReportState.OPEN)


def reports() -> QuerySet[Report]:
    """With who reported, and the sides."""
    return Report.objects.select_related("reporter", *_IN_CONVERSATION)


@dataclass(frozen=True, slots=True)
class Unread:
    """How many conversations hold something that she has not read."""

    own: int
    of_associations: int


def unread_of(*, user: User) -> Unread:
    """Two numbers for the navigation: one query, remembered for a few minutes in the territory's cache."""
    key = _count_key(user.pk)
    known: tuple[int, int] | None = cache.get(key)
    if known is None:
        managed = Association.objects.managed_by(user)
        herself = Q(person=user) | Q(peer=user)
        of_hers = herself | Q(association__in=managed) | Q(partner__in=managed)
        rows = Conversation.objects.filter(of_hers).order_by().annotate(unread=_unread(user))
        own = Count("pk", filter=Q(unread=True) & herself)
        every = Count("pk", filter=Q(unread=True))
        found = rows.aggregate(own=own, every=every)
        known = found["own"], found["every"] - found["own"]
        cache.set(key, known, COUNT_SECONDS)
    return Unread(*known)


def forget_counts(user_ids: Iterable[int]) -> None:
    """Make the next page of these people count anew."""
    cache.delete_many([_count_key(pk) for pk in user_ids])


def _rows(conversations: QuerySet[Conversation], user: User) -> QuerySet[Conversation]:
    last = Message.objects.filter(conversation=OuterRef("pk")).order_by("-sent_at", "-pk")
    return (
        conversations.select_related(*SIDES)
        .annotate(unread=_unread(user), last_body=Subquery(last.values("body")[:1]))
        .order_by("-last_message_at", "-pk")
    )


def _unread(user: User) -> Exists:
    """Whether the side opposite to hers said something after she last looked."""
    hers = Case(
        When(conversation__person=user, then=Value(Side.OTHER)),
        When(conversation__peer=user, then=Value(Side.ASSOCIATION)),
        When(
            conversation__association__in=Association.objects.managed_by(user), then=Value(Side.ASSOCIATION)
        ),
        default=Value(Side.OTHER),
    )
    mark = ReadMark.objects.filter(conversation=OuterRef("conversation"), user=user)
    return Exists(
        Message.objects.filter(conversation=OuterRef("pk"))
        .alias(hers=hers, read_at=Subquery(mark.values("read_at")))
        .exclude(side=F("hers"))
        .filter(Q(read_at__isnull=True) | Q(sent_at__gt=F("read_at")))
    )


def _count_key(user_id: int) -> str:
    return f"messaging:unread:{user_id}"
