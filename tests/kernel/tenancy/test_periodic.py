"""Whose minute has come."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kernel.tenancy.periodic import PeriodicJob, _minutes

SLUGS = [f"territory-{number}" for number in range(500)]


@pytest.mark.parametrize(
    "job",
    [
        PeriodicJob("five-minutes", every=5, starting=0, spread=5),
        PeriodicJob("nightly", every=1440, starting=120, spread=180),
        PeriodicJob("late", every=1440, starting=23 * 60 + 30, spread=90),
    ],
)
def test_each_territory_has_one_minute_in_each_period(job: PeriodicJob) -> None:
    begin = 29_000_000 // 1440 * 1440
    for slug in SLUGS[:20]:
        due = [minute for minute in range(begin, begin + 3 * job.every) if job.is_due(slug, minute)]
        assert len(due) == 3
        assert all((minute - job.starting) % job.every < job.spread for minute in due)


def test_territories_are_spread_over_the_window() -> None:
    job = PeriodicJob("nightly", every=1440, starting=120, spread=180)
    minutes = {job.offset(slug) for slug in SLUGS}
    assert min(minutes) < 10
    assert max(minutes) >= 170
    assert len(minutes) > 150


def test_the_minute_is_the_same_on_every_machine() -> None:
    assert PeriodicJob("nightly", every=1440, starting=0, spread=1440).offset("novardenne") == 267


def test_only_whole_minutes() -> None:
    for span in (timedelta(seconds=30), timedelta(0), timedelta(minutes=1, seconds=1)):
        with pytest.raises(ValueError, match="whole number"):
            _minutes(span)
