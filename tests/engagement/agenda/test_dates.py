"""The dates of events: a rule becomes dates, and people are told when theirs changes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from engagement.agenda.recurrence import dates
from engagement.agenda.services import lay_out, lay_out_all
from tests.factories.agenda import EventFactory, RegistrationFactory


def at(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


def begins(
    start: str, frequency: str, *, until: str = "", excepts: tuple[str, ...] = (), since: str = ""
) -> list[str]:
    found = dates(
        starts_at=at(start),
        ends_at=at(start) + timedelta(hours=2),
        frequency=frequency,
        until=date.fromisoformat(until) if until else None,
        except_days=[date.fromisoformat(day) for day in excepts],
        since=at(since or start),
        horizon=at(start) + timedelta(days=200),
    )
    return [f"{timezone.localtime(begin):%Y-%m-%d %H:%M}" for begin, _end in found]


def test_a_weekly_hour_stays_the_same_hour_when_clocks_change():
    # Clocks go back on 25 October 2026.
    assert begins("2026-10-17T18:00", "weekly", until="2026-11-07") == [
        "2026-10-17 18:00",
        "2026-10-24 18:00",
        "2026-10-31 18:00",
        "2026-11-07 18:00",
    ]
    # And the hour that does not exist on 29 March 2026 loses nothing.
    found = dates(
        starts_at=at("2026-03-22T02:30"),
        ends_at=at("2026-03-22T04:30"),
        frequency="weekly",
        until=date(2026, 3, 29),
        except_days=[],
        since=at("2026-03-01T00:00"),
        horizon=at("2026-05-01T00:00"),
    )
    assert len(found) == 2


def test_exceptions_fortnights_and_months():
    assert begins("2026-12-12T10:00", "weekly", until="2027-01-09", excepts=("2026-12-26", "2027-01-02")) == [
        "2026-12-12 10:00",
        "2026-12-19 10:00",
        "2027-01-09 10:00",
    ]
    assert begins("2026-12-12T10:00", "fortnightly", until="2027-01-10") == [
        "2026-12-12 10:00",
        "2026-12-26 10:00",
        "2027-01-09 10:00",
    ]
    # The second Saturday; a fifth one means the last.
    assert begins("2026-12-12T10:00", "monthly", until="2027-02-28")[1:] == [
        "2027-01-09 10:00",
        "2027-02-13 10:00",
    ]
    assert begins("2026-10-31T10:00", "monthly", until="2026-12-31")[1:] == [
        "2026-11-28 10:00",
        "2026-12-26 10:00",
    ]
    assert begins("2026-12-12T10:00", "weekly", since="2027-06-20T00:00")[0] == "2027-06-26 10:00"


@pytest.mark.usefixtures("in_a")
def test_the_daily_task_goes_on_with_series_and_changes_nothing_twice():
    now = timezone.now()
    event = EventFactory(frequency="weekly", laid_out=now - timedelta(days=100))
    before = event.occurrences.count()
    assert lay_out_all(now=now) == 1
    laid = list(event.occurrences.values_list("pk", "starts_at"))
    assert len(laid) > before
    assert laid[-1][1] > now + timedelta(days=350)
    lay_out_all(now=now)
    assert list(event.occurrences.values_list("pk", "starts_at")) == laid


def test_who_comes_keeps_her_place_and_is_told_of_a_new_hour(
    in_a, mailoutbox, django_capture_on_commit_callbacks
):
    event = EventFactory(frequency="weekly")
    comes = RegistrationFactory(event=event)
    now = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        event.starts_at += timedelta(hours=1)
        event.ends_at += timedelta(hours=1)
        event.save()
        lay_out(event=event, now=now)
    comes.refresh_from_db()
    assert comes.occurrence.starts_at == event.starts_at
    assert [mail.to for mail in mailoutbox] == [[comes.user.email]]
    assert "Avant" in mailoutbox[0].body
    assert "10 h" in mailoutbox[0].body.replace("\xa0", " ").replace("\u202f", " ")
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        event.except_days = [timezone.localdate(event.starts_at)]
        event.save()
        lay_out(event=event, now=now)
    assert not type(comes).objects.filter(pk=comes.pk).exists()
    assert mailoutbox[0].subject == f"Annulé : {event.title}"


@pytest.mark.usefixtures("in_a")
def test_a_single_date_moves_with_its_people():
    comes = RegistrationFactory()
    event = comes.occurrence.event
    event.starts_at += timedelta(days=3)
    event.ends_at += timedelta(days=3)
    event.save()
    lay_out(event=event, now=timezone.now())
    comes.occurrence.refresh_from_db()
    assert comes.occurrence.starts_at == event.starts_at
    assert event.occurrences.count() == 1
