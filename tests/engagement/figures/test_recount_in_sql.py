"""Figures agree with a recount in plain SQL, as whoever doubts them would ask the database."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection
from django.utils import timezone

from engagement.figures.periods import parse_period
from engagement.figures.selectors import figures_of
from kernel.tenancy import TerritoryContext
from tests.factories.figures import live_for_two_years

NOW = datetime(2026, 11, 23, 10, tzinfo=timezone.get_default_timezone())

OFFERS = """offers AS (
    SELECT mission.id AS mission, slot.starts_at AS moment, slot.capacity AS places, (
            SELECT count(*) FROM participations_participation taken
            WHERE taken.slot_id = slot.id AND taken.state IN ('accepted', 'attended', 'absent')) AS filled
    FROM missions_slot slot JOIN missions_mission mission ON mission.id = slot.mission_id
    WHERE slot.cancelled_at IS NULL AND mission.state IN ('published', 'closed', 'expired')
    UNION ALL
    SELECT mission.id, coalesce(mission.starts_at, mission.published_at), mission.capacity, (
            SELECT count(*) FROM participations_participation taken
            WHERE taken.mission_id = mission.id AND taken.state IN ('accepted', 'attended', 'absent'))
    FROM missions_mission mission
    WHERE mission.capacity > 0 AND mission.state IN ('published', 'closed', 'expired')
        AND NOT EXISTS (SELECT FROM missions_slot slot WHERE slot.mission_id = mission.id)
)"""
TAKEN = """taken AS (
    SELECT one.user_id, coalesce(slot.starts_at, mission.starts_at, one.answered_at, one.requested_at) AS moment
    FROM participations_participation one JOIN missions_mission mission ON mission.id = one.mission_id
    LEFT JOIN missions_slot slot ON slot.id = one.slot_id
    WHERE one.state IN ('accepted', 'attended')
)"""
PEOPLE = "volunteers_volunteer JOIN accounts_user person ON person.id = user_id AND person.is_active"
RECOUNTS = {
    "associations": "SELECT count(*) FROM associations_association"
    " WHERE state = 'published' AND created_at < %(finish)s",
    "volunteers": f"SELECT count(*) FROM {PEOPLE} WHERE person.date_joined < %(finish)s",
    "volunteers_new": f"SELECT count(*) FROM {PEOPLE}"
    " WHERE person.date_joined >= %(start)s AND person.date_joined < %(finish)s",
    "missions": "SELECT count(*) FROM missions_mission WHERE state IN ('published', 'closed', 'expired')"
    " AND published_at >= %(start)s AND published_at < %(finish)s",
    "places": f"WITH {OFFERS} SELECT sum(places) FROM offers"
    " WHERE moment >= %(start)s AND moment < %(finish)s",
    "filled": f"WITH {OFFERS} SELECT sum(least(places, filled)) FROM offers"
    " WHERE moment >= %(start)s AND moment < %(finish)s",
    "unmet": f"WITH {OFFERS} SELECT sum(greatest(places - filled, 0)) FROM offers"
    " WHERE moment >= %(start)s AND moment < least(%(finish)s, %(now)s)",
    "missions_without": f"WITH {OFFERS} SELECT count(DISTINCT mission) FROM offers"
    " WHERE filled = 0 AND moment >= %(start)s AND moment < least(%(finish)s, %(now)s)",
    "requests": "SELECT count(*) FROM participations_participation"
    " WHERE requested_at >= %(start)s AND requested_at < %(finish)s",
    "participations": f"WITH {TAKEN} SELECT count(*) FROM taken"
    " WHERE moment >= %(start)s AND moment < %(finish)s",
    "volunteers_active": f"WITH {TAKEN} SELECT count(DISTINCT user_id) FROM taken"
    " WHERE moment >= %(start)s AND moment < %(finish)s",
    "answer_seconds": "SELECT percentile_cont(0.5)"
    " WITHIN GROUP (ORDER BY extract(epoch FROM answered_at - requested_at)) FROM participations_participation"
    " WHERE answered_by_id IS NOT NULL AND answered_at >= %(start)s AND answered_at < %(finish)s",
    "minutes": "SELECT sum(minutes) FROM recognition_hours WHERE state IN ('confirmed', 'corrected', 'settled')"
    " AND day BETWEEN %(first)s AND %(last)s",
}


@pytest.mark.parametrize("code", ["2026", "2025-T4"])
def test_the_headline_agrees_with_plain_sql(in_a: TerritoryContext, code: str) -> None:
    live_for_two_years(seed=code, now=NOW)
    period = parse_period(code)
    asked = {
        "start": period.start,
        "finish": period.finish,
        "first": period.first,
        "last": period.last,
        "now": NOW,
    }
    headline = figures_of(period=period, now=NOW).headline
    counted = {}
    with connection.cursor() as cursor:
        for name, recount in RECOUNTS.items():
            cursor.execute(recount, asked)
            (counted[name],) = cursor.fetchone()
    assert counted == pytest.approx({name: getattr(headline, name) for name in RECOUNTS})
    assert counted["filled"] > 0
