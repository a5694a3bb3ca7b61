"""Work that every territory needs done regularly, each at a minute of its own.

An app marks a task in its `tasks.py`; the one dispatcher (`kernel.tenancy.tasks.dispatch`, every minute) sends it for
each open territory when that territory's minute has come. The minute follows from the names, so that the load is
spread and the same from day to day, and a task never waits in a worker's memory for its hour.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import time, timedelta

from celery import Task


@dataclass(frozen=True, slots=True)
class PeriodicJob:
    """A task sent for each territory once every `every` minutes.

    In each period, which are counted from midnight UTC plus `starting`, territories take their turn within the first
    `spread` minutes.
    """

    task: str
    every: int
    starting: int
    spread: int

    def offset(self, slug: str) -> int:
        """The territory's own minute after the beginning of a period: 0 ≤ offset < spread."""
        digest = hashlib.sha256(f"{self.task} {slug}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % self.spread

    def is_due(self, slug: str, minute: int) -> bool:
        """Whether the territory's turn is in this minute, counted from the epoch."""
        return (minute - self.starting - self.offset(slug)) % self.every == 0


_jobs: dict[str, PeriodicJob] = {}


def for_each_territory[T: Task](
    *, every: timedelta, starting: time = time(0), spread: timedelta | None = None
) -> Callable[[T], T]:
    """Mark a Celery task, which takes no arguments, to be run regularly in each open territory.

    `starting` is in UTC; `spread` (default: `every`) is the span over which territories are spread. Whole minutes. A
    task may run twice (a dispatcher that starts again makes up for missed minutes), so it must be idempotent.

        @for_each_territory(every=timedelta(days=1), starting=time(2), spread=timedelta(hours=3))
        @shared_task
        def remind(): ...
    """
    period = _minutes(every)
    window = min(_minutes(spread), period) if spread else period

    def mark(task: T) -> T:
        _jobs[task.name] = PeriodicJob(
            task=task.name, every=period, starting=starting.hour * 60 + starting.minute, spread=window
        )
        return task

    return mark


def due_jobs(slugs: list[str], minutes: range) -> Iterator[tuple[str, str]]:
    """Task names and slugs whose turn comes in these minutes, each once."""
    for job in list(_jobs.values()):
        for slug in slugs:
            if any(job.is_due(slug, minute) for minute in minutes):
                yield job.task, slug


def _minutes(span: timedelta) -> int:
    minutes, rest = divmod(span, timedelta(minutes=1))
    if rest or minutes < 1:
        raise ValueError("a whole number of minutes, at least one")
    return minutes
