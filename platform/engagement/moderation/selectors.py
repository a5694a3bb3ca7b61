"""What awaits the team, what it decided, and what may be decided of one thing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value

from engagement.moderation.enums import Decision, Stage, act_of
from engagement.moderation.models import Reading
from engagement.moderation.registry import Description, Moderated
from kernel.audit.models import Entry
from kernel.audit.selectors import history_of

#: What somebody has to do something about.
TO_DO = (Stage.PENDING, Stage.UNREAD)
_DECISIONS = [act_of(decision) for decision in Decision]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the queue."""

    moderated: Moderated
    pk: int
    stage: Stage
    since: datetime | None
    item: Any
    #: Known of what is settled alone: other stages say it.
    is_shown: bool = False

    @property
    def code(self) -> str:
        """Its name in a form: `mission:12`."""
        return f"{self.moderated.kind}:{self.pk}"

    @property
    def description(self) -> Description:
        return self.moderated.describe(self.item)


class Queue(Sequence[Row]):
    """Things in some stages, the longest waiting first. A length costs a query, a slice one and one per kind in it."""

    def __init__(
        self,
        kinds: Iterable[Moderated],
        stages: Collection[Stage] = TO_DO,
        *,
        words: str = "",
        after: Row | None = None,
    ) -> None:
        self._listings = {
            (moderated.kind, stage.value): (moderated, listing)
            for moderated in kinds
            for stage in stages
            if (listing := _listing(moderated, stage)) is not None
        }
        self._union = _union(
            _keys(moderated, kind, stage, listing, words, after)
            for (kind, stage), (moderated, listing) in self._listings.items()
        )

    def __len__(self) -> int:
        return 0 if self._union is None else self._union.count()

    def __getitem__(self, wanted: Any) -> Any:
        if not isinstance(wanted, slice):
            return self[wanted : wanted + 1][0]
        if self._union is None:
            return []
        keys = list(self._union.order_by("queue_since", "queue_kind", "queue_pk")[wanted])
        found = {
            (kind, stage): listing.in_bulk([key[1] for key in keys if (key[0], key[2]) == (kind, stage)])
            for (kind, stage), (_moderated, listing) in self._listings.items()
            if any((key[0], key[2]) == (kind, stage) for key in keys)
        }
        return [
            Row(moderated=self._listings[kind, stage][0], pk=pk, stage=Stage(stage), since=since, item=item)
            for kind, pk, stage, since in keys
            if (item := found[kind, stage].get(pk)) is not None
        ]

    def first(self) -> Row | None:
        return next(iter(self[:1]), None)


def waiting(kinds: Iterable[Moderated]) -> dict[str, dict[Stage, int]]:
    """How many things await a decision or a reading, by kind. One query."""
    counts = _union(
        listing.order_by()
        .annotate(queue_kind=Value(moderated.kind), queue_stage=Value(stage.value))
        .values("queue_kind", "queue_stage")
        .annotate(number=Count("pk"))
        .values_list("queue_kind", "queue_stage", "number")
        for moderated in kinds
        for stage in TO_DO
        if (listing := _listing(moderated, stage)) is not None
    )
    found: dict[str, dict[Stage, int]] = {}
    for kind, stage, number in counts.order_by() if counts is not None else ():
        found.setdefault(kind, {})[Stage(stage)] = number
    return found


def find(moderated: Moderated, pk: int) -> Row | None:
    """A thing that the team may see: in some stage, or decided about before. A draft is its author's alone."""
    return find_several(moderated, [pk]).get(pk)


def find_several(moderated: Moderated, pks: Iterable[int]) -> dict[int, Row]:
    """Those of several things of a kind that the team may see, by number. As many queries for many as for one."""
    missing = set(pks)
    found: dict[int, Row] = {}
    for stage in Stage:
        listing = _listing(moderated, stage) if missing else None
        if listing is None:
            continue
        for item in listing.annotate(queue_since=F(moderated.since)).filter(pk__in=missing):
            found[item.pk] = Row(
                moderated=moderated, pk=item.pk, stage=stage, since=item.queue_since, item=item
            )
        missing -= found.keys()
    shown = moderated.shown().in_bulk(missing) if moderated.shown and missing else {}
    missing -= shown.keys()
    model = moderated.pending().model
    settled = model._default_manager.in_bulk(last_decisions(model, missing)) if missing else {}
    for pk, item in (shown | settled).items():
        found[pk] = Row(
            moderated=moderated, pk=pk, stage=Stage.SETTLED, since=None, item=item, is_shown=pk in shown
        )
    return found


def named(moderated: Moderated, words: str, *, most: int) -> list[Row]:
    """Things of a kind that the team may see, shown ones included, that hold these words. At most a query a stage."""
    found: dict[int, Row] = {}
    listings = [(stage, _listing(moderated, stage)) for stage in Stage]
    if moderated.shown:
        listings.append((Stage.SETTLED, moderated.shown()))
    for stage, listing in listings:
        if listing is not None and len(found) < most:
            for item in _with_words(moderated, listing, words)[:most]:
                row = Row(moderated=moderated, pk=item.pk, stage=stage, since=None, item=item)
                found.setdefault(item.pk, row)
    return list(found.values())[:most]


def offered(row: Row) -> list[Decision]:
    """What may be decided of a thing as it stands, in the order of the buttons."""
    moderated = row.moderated
    acts = (
        (Decision.APPROVE, moderated.approve),
        (Decision.SEND_BACK, moderated.send_back),
        (Decision.SUSPEND, moderated.suspend),
        (Decision.REINSTATE, moderated.reinstate),
    )
    found = [decision for decision, act in acts if act and moderated.allows(row.item, decision)]
    if row.stage == Stage.UNREAD:
        return [Decision.READ, *found]
    if row.is_shown:
        return [*found, Decision.REREAD]
    return found


def decisions_about(item: models.Model) -> QuerySet[Entry]:
    """What the team decided of a thing, the latest first."""
    return history_of(subject=item).filter(act__in=_DECISIONS)


def last_decision(item: models.Model) -> Entry | None:
    return decisions_about(item).first()


def last_decisions(model: type[models.Model], pks: Iterable[int]) -> dict[int, int]:
    """The number in the journal of what was last decided of each thing; without those nothing was decided of."""
    entries = Entry.objects.filter(
        subject_kind=model._meta.label_lower, subject_id__in=[str(pk) for pk in pks], act__in=_DECISIONS
    )
    latest = entries.order_by("subject_id", "-at", "-pk").distinct("subject_id")
    return {int(subject): last for subject, last in latest.values_list("subject_id", "pk")}


def _listing(moderated: Moderated, stage: Stage) -> QuerySet[Any] | None:
    if stage == Stage.PENDING:
        return moderated.pending()
    if stage == Stage.RETURNED:
        return moderated.returned() if moderated.returned else None
    if stage == Stage.SUSPENDED:
        return moderated.suspended() if moderated.suspended else None
    if stage == Stage.UNREAD and moderated.shown and moderated.comes_up_once_shown:
        readings = Reading.objects.filter(
            kind=moderated.kind, object_id=OuterRef("pk"), read_at__gte=OuterRef(moderated.since)
        )
        return moderated.shown().exclude(Exists(readings))
    return None


def _with_words(moderated: Moderated, listing: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Those that hold each of these words, accents aside."""
    conditions = (
        Q.create([(f"{field}__unaccent__icontains", word) for field in moderated.search], connector=Q.OR)
        for word in words.split()
    )
    return listing.filter(*conditions)


def _keys(
    moderated: Moderated, kind: str, stage: str, listing: QuerySet[Any], words: str, after: Row | None
) -> QuerySet[Any]:
    listing = _with_words(moderated, listing, words)
    if after is not None:
        if after.since is not None:
            listing = listing.filter(**{f"{moderated.since}__gte": after.since})
        if kind == after.moderated.kind:
            listing = listing.exclude(pk=after.pk)
    keys: QuerySet[Any] = (
        listing.order_by()
        .annotate(
            queue_kind=Value(kind), queue_pk=F("pk"), queue_stage=Value(stage), queue_since=F(moderated.since)
        )
        .values_list("queue_kind", "queue_pk", "queue_stage", "queue_since")
    )
    return keys


def _union(parts: Iterable[QuerySet[Any]]) -> QuerySet[Any] | None:
    found = list(parts)
    return found[0].union(*found[1:], all=True) if len(found) > 1 else next(iter(found), None)
