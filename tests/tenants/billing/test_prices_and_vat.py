"""Prices, parts of periods, VAT: pure."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernel.company_numbers import InvalidNumber
from tenants.billing.enums import Interval
from tenants.billing.plans import PRICE_LIST, period_from, price_for, prorated, rounded, tier_for
from tenants.billing.vat import clean_vat_number, vat_for

DAYS = st.dates(date(2026, 1, 1), date(2040, 12, 31))


def test_the_list_goes_up_and_ends_open() -> None:
    limits = [tier.up_to for tier in PRICE_LIST]
    assert limits[-1] is None
    assert limits[:-1] == sorted(limits[:-1])
    assert [tier.monthly_cents for tier in PRICE_LIST] == sorted(tier.monthly_cents for tier in PRICE_LIST)


@pytest.mark.parametrize(("people", "cents"), [(0, 2_900), (5_000, 2_900), (5_001, 5_900), (10**8, 99_000)])
def test_a_tier_holds_up_to_its_limit(people: int, cents: int) -> None:
    assert tier_for(people).monthly_cents == cents
    assert price_for(people, Interval.MONTH) == cents
    assert price_for(people, Interval.YEAR) == 10 * cents


def test_nobody_has_less_than_no_inhabitants() -> None:
    with pytest.raises(ValueError, match="-1"):
        tier_for(-1)


def test_the_31st_comes_back_after_a_short_month() -> None:
    starts = [date(2027, 1, 31)]
    for _ in range(4):
        starts.append(period_from(starts[-1], Interval.MONTH, anchor=31))
    assert [day.day for day in starts] == [31, 28, 31, 30, 31]
    assert period_from(date(2028, 2, 29), Interval.YEAR, anchor=29) == date(2029, 2, 28)


@given(DAYS, st.sampled_from(Interval), st.integers(1, 31))
def test_periods_have_the_length_of_their_name(start: date, interval: Interval, anchor: int) -> None:
    end = period_from(start, interval, anchor=anchor)
    months = (end.year - start.year) * 12 + end.month - start.month
    assert months == (12 if interval == Interval.YEAR else 1)


@given(st.integers(-(10**7), 10**7), DAYS, st.integers(1, 366), st.data())
def test_two_parts_of_a_period_make_the_whole_to_the_cent(
    cents: int, start: date, length: int, data: st.DataObject
) -> None:
    end = start + timedelta(days=length)
    on = start + timedelta(days=data.draw(st.integers(0, length - 1)))
    rest = prorated(cents, start=start, end=end, on=on)
    used = rounded(cents * (on - start).days, length)
    assert abs(cents - rest - used) <= 1
    assert prorated(cents, start=start, end=end, on=start) == cents
    with pytest.raises(ValueError, match="not in the period"):
        prorated(cents, start=start, end=end, on=end)


@pytest.mark.parametrize(
    ("seller", "buyer", "postcode", "number", "abroad", "rate"),
    [
        ("FR", "FR", "54000", "", False, "20.0"),
        ("FR", "FR", "97110", "FR1", False, "8.5"),
        ("FR", "FR", "97600", "", False, "0.0"),
        ("FR", "BE", "6890", "BE0207361848", False, "0.0"),
        ("FR", "BE", "6890", "", False, "20.0"),
        ("FR", "BE", "6890", "", True, "21.0"),
        ("BE", "BE", "6890", "BE0207361848", False, "21.0"),
        ("BE", "FR", "52100", "", False, "21.0"),
    ],
)
def test_vat_between_two_countries(
    seller: str, buyer: str, postcode: str, number: str, abroad: bool, rate: str
) -> None:
    vat = vat_for(seller=seller, buyer=buyer, postcode=postcode, vat_number=number, registered_abroad=abroad)
    assert vat.rate == Decimal(rate)
    assert bool(vat.mention) == (not vat.rate)


@given(st.integers(0, 10**9))
def test_vat_is_rounded_to_the_cent(cents: int) -> None:
    vat = vat_for(seller="BE", buyer="BE", postcode="6890", vat_number="", registered_abroad=False)
    assert abs(Decimal(vat.on(cents)) - Decimal(cents) * 21 / 100) <= Decimal("0.5")
    assert vat.on(-cents) == -vat.on(cents)


def test_vat_numbers_are_checked() -> None:
    assert clean_vat_number("fr 40 303 265 045", country="FR") == "FR40303265045"
    assert clean_vat_number("BE 0403.019.261", country="BE") == "BE0403019261"
    for text in ("FR41303265045", "FR40303265046", "DE123", ""):
        with pytest.raises(InvalidNumber):
            clean_vat_number(text, country="FR")
