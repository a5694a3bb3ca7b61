"""Reads hours, the year's record, the two countries' counters, certificates."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from engagement.associations.models import Association
from engagement.missions.models import Mission
from engagement.participations.models import Participation, ParticipationState
from engagement.recognition.models import Certificate, Expense, Hours, HoursState, Thanks
from engagement.recognition.schemes import (
    ENGAGEMENT_ACCOUNT,
    EXPENSE_CEILINGS,
    NEAR,
    EngagementAccount,
    ExpenseCeilings,
    in_force,
)
from kernel.accounts.models import User
from matching.taxonomy import CAUSE_CODES, cause


def welcomes(*, user: User) -> QuerySet[Participation]:
    """Participations of hers that were accepted, or that she attended."""
    return Participation.objects.filter(
        user=user, state__in=[ParticipationState.ACCEPTED, ParticipationState.ATTENDED]
    )


def associations_of(*, user: User) -> QuerySet[Association]:
    """Associations that have welcomed her, by name."""
    welcomed = welcomes(user=user).order_by().values("mission__association")
    return Association.objects.filter(pk__in=welcomed).order_by("name")


def missions_of(*, user: User) -> QuerySet[Mission]:
    """Missions that have welcomed her, by title."""
    return Mission.objects.filter(pk__in=welcomes(user=user).order_by().values("mission")).order_by("title")


def hours_of(*, user: User) -> QuerySet[Hours]:
    """Hers, the latest first, with mission and association."""
    return Hours.objects.filter(user=user).select_related("association", "mission").order_by("-day", "-pk")


def hours_to_answer(*, user: User, state: str = "") -> QuerySet[Hours]:
    """Hours given to the associations she manages; those that await an answer first, then the latest."""
    rows = (
        Hours.objects.filter(association__in=Association.objects.managed_by(user), user__isnull=False)
        .select_related("association", "mission", "user")
        .annotate(waits=Q(state__in=[HoursState.DECLARED, HoursState.DISPUTED]))
        .order_by("-waits", "-day", "-pk")
    )
    return rows.filter(state=state) if state else rows


def count_to_answer(*, user: User) -> int:
    """Hours that await an answer of hers."""
    return (
        Hours.objects.filter(
            association__in=Association.objects.managed_by(user),
            state__in=[HoursState.DECLARED, HoursState.DISPUTED],
        )
        .order_by()
        .count()
    )


@dataclass(frozen=True, slots=True)
class YearRecord:
    """What she gave in a year, in minutes that stand. A mission counts in full for each of its causes."""

    year: int
    minutes: int
    by_association: list[tuple[str, int]]
    by_cause: list[tuple[str, int]]
    by_month: list[int]
    missions: list[tuple[str, str, int]]
    thanks: list[Thanks] = field(default_factory=list)


def years_of(*, user: User) -> list[int]:
    """Years in which she gave hours, the latest first."""
    return [day.year for day in Hours.objects.filter(user=user).dates("day", "year", order="DESC")]


def year_record(*, user: User, year: int) -> YearRecord:
    """Her year. Two queries."""
    rows = list(hours_of(user=user).standing().filter(day__year=year))  # type: ignore[attr-defined]
    associations: Counter[str] = Counter()
    causes: Counter[str] = Counter()
    missions: Counter[tuple[str, str]] = Counter()
    months = [0] * 12
    for row in rows:
        associations[row.association.name] += row.minutes
        months[row.day.month - 1] += row.minutes
        for code in (row.mission and row.mission.causes) or row.association.causes:
            causes[code] += row.minutes
        if row.mission:
            missions[row.mission.title, row.association.name] += row.minutes
    thanks = Thanks.objects.filter(user=user, sent_at__year=year).select_related("association")
    return YearRecord(
        year=year,
        minutes=sum(months),
        by_association=associations.most_common(),
        by_cause=[
            (str(cause(code).label), minutes) for code, minutes in causes.most_common() if code in CAUSE_CODES
        ],
        by_month=months,
        missions=[(*names, minutes) for names, minutes in missions.most_common()],
        thanks=list(thanks),
    )


@dataclass(frozen=True, slots=True)
class AccountProgress:
    """France: how far she is from the right to training. Hours are whole, rounded down."""

    values: EngagementAccount
    values_of: int
    hours: int
    hours_in_one: int

    @property
    def is_reached(self) -> bool:
        return self.hours >= self.values.hours and self.hours_in_one >= self.values.hours_in_one

    @property
    def is_near(self) -> bool:
        return not self.is_reached and self.hours >= NEAR * self.values.hours


def account_progress(record: YearRecord) -> AccountProgress:
    """The counter of the compte d'engagement citoyen for a year."""
    values_of, values = in_force(ENGAGEMENT_ACCOUNT, record.year)
    most = record.by_association[0][1] if record.by_association else 0
    return AccountProgress(values, values_of, record.minutes // 60, most // 60)


@dataclass(frozen=True, slots=True)
class ExpenseTotals:
    """Belgium: lump sums received, against the ceilings. `over` lists days above the daily one."""

    values: ExpenseCeilings
    values_of: int
    total: Decimal
    over: list[tuple[date, Decimal]]
    rows: list[Expense]

    @property
    def left(self) -> Decimal:
        return max(self.values.yearly - self.total, Decimal(0))

    @property
    def is_exceeded(self) -> bool:
        return self.total > self.values.yearly

    @property
    def is_near(self) -> bool:
        return not self.is_exceeded and self.total >= NEAR * self.values.yearly


def expense_totals(*, user: User, year: int) -> ExpenseTotals:
    """What she noted for a year, with what the law allows. One query."""
    values_of, values = in_force(EXPENSE_CEILINGS, year)
    rows = list(Expense.objects.filter(user=user, day__year=year).select_related("association"))
    days: dict[date, Decimal] = {}
    for row in rows:
        days[row.day] = days.get(row.day, Decimal(0)) + row.amount
    return ExpenseTotals(
        values,
        values_of,
        sum(days.values(), Decimal(0)),
        sorted((day, amount) for day, amount in days.items() if amount > values.daily),
        rows,
    )


def certificates_of(*, user: User) -> QuerySet[Certificate]:
    """Hers, the latest first."""
    return Certificate.objects.filter(user=user)


def certificates_counting(*, user: User) -> QuerySet[Certificate]:
    """Certificates that count hours given to associations she manages, the latest first."""
    managed = Association.objects.managed_by(user)
    return Certificate.objects.filter(associations__in=managed).distinct().order_by("-issued_at", "-pk")


def certificate_called(*, code: str) -> Certificate | None:
    """By its code as copied from paper: case, spaces and dashes do not matter."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    groups = "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))
    return Certificate.objects.filter(code=groups).first()


def standing_minutes(*, association: Association) -> int:
    """All hours ever given to an association, also by people whose account is gone."""
    total = Hours.objects.standing().filter(association=association).aggregate(total=Sum("minutes"))["total"]
    return int(total or 0)
