"""Keeps what territories report, and publishes the sum of a month once it is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import Count, Sum
from django.utils import timezone

from tenants.observatory.disclosure import Amount, withheld
from tenants.observatory.flows import Key
from tenants.observatory.models import Axis, Cell, Publication, Snapshot, key_of
from tenants.observatory.selectors import last_published

#: A month is published so many days after its end: attendances and hours are entered late.
LAG = timedelta(days=10)

MINUTES_AN_HOUR = 60

#: In the order of `Counted`.
_MEASURES = ("missions", "places", "volunteers", "participations", "givers", "minutes")
_TAKE_TURNS = "SELECT pg_advisory_xact_lock(hashtextextended('observatory', 0))"


@dataclass(frozen=True, slots=True)
class Counted:
    """One aggregate of a territory's month. `volunteers` and `givers` are the people behind the two amounts."""

    month: date
    axis: str
    code: str
    missions: int
    places: int
    volunteers: int
    participations: int
    givers: int
    minutes: int

    @property
    def key(self) -> Key:
        """Of which division and cause it tells, `""` for all of them."""
        return key_of(self.axis, self.code)

    @property
    def taken(self) -> Amount:
        return Amount(self.participations, self.volunteers)

    @property
    def given(self) -> Amount:
        return Amount(self.minutes, self.givers)


@transaction.atomic
def keep_snapshot(
    *, territory_id: int, months: Sequence[date], counted: Sequence[Counted], now: datetime
) -> int:
    """Put what a territory counts of `months` in the place of what it reported of them. Returns how many rows.

    Idempotent. Months that were published in the meantime are left alone.
    """
    _take_turns()
    published = last_published()
    kept = [month for month in months if published is None or month > published]
    Snapshot.objects.filter(territory_id=territory_id, month__in=kept).delete()
    rows = [
        Snapshot(territory_id=territory_id, taken_at=now, **asdict(one))
        for one in counted
        if one.month in kept
    ]
    Snapshot.objects.bulk_create(rows)
    return len(rows)


@transaction.atomic
def publish_months(*, now: datetime) -> list[date]:
    """Publish every month that is over since `LAG` and is not public yet, and forget what territories reported of it.

    Territories that the network does not name are not counted. Returns the months, in order.
    """
    _take_turns()
    limit = (timezone.localdate(now) - LAG).replace(day=1)
    due = (
        Snapshot.objects.filter(month__lt=limit).order_by("month").values_list("month", flat=True).distinct()
    )
    months = list(due)
    for month in months:
        _publish(month, now)
    Snapshot.objects.filter(month__in=months).delete()
    return months


def _publish(month: date, now: datetime) -> None:
    reported = Snapshot.objects.filter(month=month, territory__listed=True)
    sums = reported.values_list("axis", "code").annotate(*(Sum(measure) for measure in _MEASURES))
    rows = [Counted(month, *row) for row in sums.order_by("axis", "code")]
    if not rows:
        return
    publication = Publication.objects.create(
        month=month,
        published_at=now,
        territories=reported.aggregate(n=Count("territory", distinct=True))["n"],
    )
    Cell.objects.bulk_create(published_cells(publication, rows))


def published_cells(publication: Publication, rows: Sequence[Counted]) -> list[Cell]:
    """A month's tables as they may be read, unsaved. What has nothing to show is left out: that it is there would tell
    that somebody was."""
    hidden = withheld({row.key: row.taken for row in rows})
    hours_hidden = withheld({row.key: row.given for row in rows}, already=hidden, unit=MINUTES_AN_HOUR)
    cells = [
        Cell(
            publication=publication,
            axis=row.axis,
            code=row.code,
            missions=row.missions,
            places=row.places,
            volunteers=None if row.key in hidden else row.volunteers,
            participations=None if row.key in hidden else row.participations,
            minutes=None if row.key in hours_hidden else row.minutes,
        )
        for row in rows
    ]
    return [
        cell
        for cell in cells
        if cell.axis == Axis.NETWORK or cell.missions or cell.places or cell.participations or cell.minutes
    ]


def _take_turns() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_TURNS)
