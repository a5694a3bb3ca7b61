"""What the two countries' law counts of volunteering, year by year. Values are data: add a row each year.

France, compte d'engagement citoyen: Code du travail, art. L. 5151-9, D. 5151-14 and D. 5151-15 (200 hours in the
calendar year, 100 of them in one association; 240 € a year, 720 € at most), art. L. 5151-9 as amended by loi
n° 2024-344 of 15 April 2024 (association declared for a year); associations.gouv.fr, page on the CEC.

Belgium, défraiement forfaitaire: loi du 3 juillet 2005 relative aux droits des volontaires, art. 10, indexed each year
by the ONSS (2024 and 2025: uvcw.be, monasbl.be; 2026: mch-economie.be).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class EngagementAccount:
    """France: hours that open a right to training, in the calendar year."""

    hours: int
    hours_in_one: int
    euros: int
    most_euros: int


@dataclass(frozen=True, slots=True)
class ExpenseCeilings:
    """Belgium: what may be paid as a lump sum without proof, in euros."""

    daily: Decimal
    yearly: Decimal


ENGAGEMENT_ACCOUNT: dict[int, EngagementAccount] = {
    2024: EngagementAccount(hours=200, hours_in_one=100, euros=240, most_euros=720),
    2025: EngagementAccount(hours=200, hours_in_one=100, euros=240, most_euros=720),
    2026: EngagementAccount(hours=200, hours_in_one=100, euros=240, most_euros=720),
}
EXPENSE_CEILINGS: dict[int, ExpenseCeilings] = {
    2024: ExpenseCeilings(daily=Decimal("41.48"), yearly=Decimal("1659.29")),
    2025: ExpenseCeilings(daily=Decimal("42.31"), yearly=Decimal("1692.51")),
    2026: ExpenseCeilings(daily=Decimal("44.02"), yearly=Decimal("1760.83")),
}
#: From which share of a threshold or of a ceiling one is told that it is near.
NEAR = Decimal("0.8")


def in_force[T](values: dict[int, T], year: int) -> tuple[int, T]:
    """The values of a year, else the latest known before it, with the year they are of; the first known at worst."""
    known = max((one for one in values if one <= year), default=min(values))
    return known, values[known]
