"""SQL of the figures. What each one counts is defined here and told in `docs/figures.md`, nowhere else.

`%(start)s` and `%(finish)s` bound the days looked at, `finish` excluded.
"""

from __future__ import annotations

#: Missions that people could take part in: neither unread, nor called off, nor suspended.
_HELD_MISSIONS = "('published', 'closed', 'expired')"
#: A place is filled by who was accepted, whether or not she came in the end.
_FILLING = "('accepted', 'attended', 'absent')"

#: Places with a number: dates that stand, and missions without dates that say for how many they are.
OFFERED = f"""offered AS (
    SELECT m.id AS mission_id, m.commune_id, m.causes, s.starts_at AS moment, s.capacity,
        (SELECT count(*) FROM participations_participation p WHERE p.slot_id = s.id AND p.state IN {_FILLING}) AS filled
    FROM missions_slot s JOIN missions_mission m ON m.id = s.mission_id
    WHERE s.cancelled_at IS NULL AND m.state IN {_HELD_MISSIONS}
        AND s.starts_at >= %(start)s AND s.starts_at < %(finish)s
    UNION ALL
    SELECT m.id, m.commune_id, m.causes, coalesce(m.starts_at, m.published_at), m.capacity,
        (SELECT count(*) FROM participations_participation p WHERE p.mission_id = m.id AND p.state IN {_FILLING})
    FROM missions_mission m
    WHERE m.capacity IS NOT NULL AND m.state IN {_HELD_MISSIONS}
        AND coalesce(m.starts_at, m.published_at) >= %(start)s AND coalesce(m.starts_at, m.published_at) < %(finish)s
        AND NOT EXISTS (SELECT FROM missions_slot s WHERE s.mission_id = m.id)
)"""  # noqa: S608

#: Who took part or was accepted, on the day of the date, else of the mission's beginning, else of the answer.
TAKEN = """taken AS (
    SELECT p.user_id, m.commune_id, m.causes,
        coalesce(s.starts_at, m.starts_at, p.answered_at, p.requested_at) AS moment
    FROM participations_participation p JOIN missions_mission m ON m.id = p.mission_id
        LEFT JOIN missions_slot s ON s.id = p.slot_id
    WHERE p.state IN ('accepted', 'attended')
        AND coalesce(s.starts_at, m.starts_at, p.answered_at, p.requested_at) >= %(start)s
        AND coalesce(s.starts_at, m.starts_at, p.answered_at, p.requested_at) < %(finish)s
)"""

#: Missions shown to people for the first time.
PUBLISHED = f"""published AS (
    SELECT m.id, m.association_id, m.commune_id, m.causes, m.published_at AS moment FROM missions_mission m
    WHERE m.state IN {_HELD_MISSIONS} AND m.published_at >= %(start)s AND m.published_at < %(finish)s
)"""  # noqa: S608

#: Hours that stand, whoever gave them.
GIVEN = """given AS (
    SELECT h.user_id, h.minutes, h.day, h.association_id, coalesce(m.commune_id, a.commune_id) AS commune_id,
        CASE WHEN m.causes <> '{}' THEN m.causes ELSE a.causes END AS causes
    FROM recognition_hours h JOIN associations_association a ON a.id = h.association_id
        LEFT JOIN missions_mission m ON m.id = h.mission_id
    WHERE h.state IN ('confirmed', 'corrected', 'settled') AND h.minutes > 0
        AND h.day >= %(first_day)s AND h.day < %(day_after)s
)"""

#: One row for each of two periods, the one before first.
HEADLINE = f"""
WITH periods (number, start, finish, first_day, day_after) AS (VALUES
    (0, %(start)s::timestamptz, %(middle)s::timestamptz, %(first_day)s::date, %(middle_day)s::date),
    (1, %(middle)s, %(finish)s, %(middle_day)s, %(day_after)s)
), {OFFERED}, {TAKEN}, {PUBLISHED}, {GIVEN}
SELECT
    (SELECT count(*) FROM associations_association a WHERE a.state = 'published' AND a.created_at < t.finish)
        AS associations,
    (SELECT count(DISTINCT association_id) FROM published p WHERE p.moment >= t.start AND p.moment < t.finish)
        AS associations_active,
    v.stock AS volunteers, v.joined AS volunteers_new,
    (SELECT count(DISTINCT user_id) FROM taken WHERE moment >= t.start AND moment < t.finish) AS volunteers_active,
    (SELECT count(*) FROM published p WHERE p.moment >= t.start AND p.moment < t.finish) AS missions,
    o.places AS places, o.filled AS filled, o.unmet AS unmet, o.without AS missions_without,
    r.requests AS requests, r.answers AS answers, r.median::float AS answer_seconds,
    (SELECT count(*) FROM taken WHERE moment >= t.start AND moment < t.finish) AS participations,
    (SELECT coalesce(sum(minutes), 0) FROM given g WHERE g.day >= t.first_day AND g.day < t.day_after) AS minutes
FROM periods t
CROSS JOIN LATERAL (
    SELECT count(*) AS stock, count(*) FILTER (WHERE u.date_joined >= t.start) AS joined
    FROM volunteers_volunteer v JOIN accounts_user u ON u.id = v.user_id
    WHERE u.is_active AND u.date_joined < t.finish
) v
CROSS JOIN LATERAL (
    SELECT coalesce(sum(capacity), 0) AS places, coalesce(sum(least(filled, capacity)), 0)::bigint AS filled,
        coalesce(sum(greatest(capacity - filled, 0)) FILTER (WHERE moment < %(now)s), 0)::bigint AS unmet,
        count(DISTINCT mission_id) FILTER (WHERE moment < %(now)s AND filled = 0) AS without
    FROM offered WHERE moment >= t.start AND moment < t.finish
) o
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE p.requested_at >= t.start AND p.requested_at < t.finish) AS requests,
        count(*) FILTER (WHERE p.answered_at >= t.start AND p.answered_at < t.finish) AS answers,
        extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY p.answered_at - p.requested_at)
            FILTER (WHERE p.answered_by_id IS NOT NULL AND p.answered_at >= t.start AND p.answered_at < t.finish))
            AS median
    FROM participations_participation p
) r
ORDER BY t.number
"""  # noqa: S608

#: Places of days past that nobody took, and missions without anybody: by commune and cause, and each by itself.
UNMET = f"""
WITH {OFFERED}
SELECT c.name, cause, sum(greatest(capacity - filled, 0))::bigint, sum(capacity),
    count(DISTINCT mission_id) FILTER (WHERE filled = 0)
FROM (SELECT o.*, unnest(CASE WHEN causes = '{{}}' THEN '{{""}}' ELSE causes END) AS cause, 1 AS spread FROM offered o
    UNION ALL SELECT o.*, NULL::text, 0 FROM offered o) o
JOIN geography_commune c ON c.id = o.commune_id
WHERE moment < %(now)s
GROUP BY GROUPING SETS ((spread, c.id, c.name, cause), (spread, cause))
HAVING sum(greatest(capacity - filled, 0)) > 0
ORDER BY 3 DESC, 1, 2
"""  # noqa: S608

#: Where the volunteers counted at the end of the period live.
ORIGIN = """
SELECT c.name, count(*) FROM volunteers_volunteer v JOIN accounts_user u ON u.id = v.user_id
    LEFT JOIN geography_commune c ON c.id = v.commune_id
WHERE u.is_active AND u.date_joined < %(finish)s
GROUP BY c.id, c.name ORDER BY 2 DESC, 1
"""

#: Accepted by a pass, on the day when the name was given: who came from elsewhere, who went there.
FLOWS = """
SELECT name, sum(incoming), sum(outgoing) FROM (
    SELECT g.home_name AS name, 1 AS incoming, 0 AS outgoing
    FROM passes_release r JOIN participations_participation p ON p.id = r.participation_id
        JOIN passes_guest g ON g.user_id = p.user_id
    WHERE r.released_at >= %(start)s AND r.released_at < %(finish)s
    UNION ALL
    SELECT t.host_name, 0, 1 FROM passes_journey j JOIN passes_pass t ON t.id = j.travel_pass_id
    WHERE j.released_at >= %(start)s AND j.released_at < %(finish)s
) f GROUP BY name ORDER BY sum(incoming) + sum(outgoing) DESC, name
"""

#: Month by month, on the territory's clock.
MONTHS = f"""
WITH months AS (
    SELECT month, month AT TIME ZONE %(zone)s AS start, (month + interval '1 month') AT TIME ZONE %(zone)s AS finish
    FROM generate_series(%(first_day)s::timestamp, %(day_after)s::timestamp - interval '1 day', '1 month') month
), {TAKEN}, {PUBLISHED}, {GIVEN}
SELECT month::date,
    (SELECT count(*) FROM published p WHERE p.moment >= start AND p.moment < finish),
    (SELECT count(*) FROM taken WHERE moment >= start AND moment < finish),
    (SELECT count(*) FROM volunteers_volunteer v JOIN accounts_user u ON u.id = v.user_id
        WHERE u.is_active AND u.date_joined >= start AND u.date_joined < finish),
    (SELECT coalesce(sum(minutes), 0) FROM given g WHERE g.day >= month::date AND g.day < month + interval '1 month')
FROM months ORDER BY month
"""  # noqa: S608

#: For the observatory, by month: in all, by the mission's département or province, by each of its causes, and by both.
#: A guest's participation counts, the guest does not: she is somebody of another territory. Somebody erased is nobody.
#: Where there are missions and associations, which anybody can see, there is a row, counting or not:
#: `tenants.observatory.disclosure` starts from that.
AGGREGATES = f"""
WITH {OFFERED}, {TAKEN}, {PUBLISHED}, {GIVEN}, facts AS (
    SELECT (moment AT TIME ZONE %(zone)s)::date AS day, commune_id, causes, 1 AS missions, 0 AS places,
        NULL::bigint AS volunteer, 0 AS participations, NULL::bigint AS giver, 0 AS minutes FROM published
    UNION ALL SELECT (moment AT TIME ZONE %(zone)s)::date, commune_id, causes, 0, capacity, NULL, 0, NULL, 0
        FROM offered
    UNION ALL SELECT (moment AT TIME ZONE %(zone)s)::date, commune_id, causes, 0, 0, g.at_home, 1, NULL, 0
        FROM taken t LEFT JOIN LATERAL (
            SELECT t.user_id AS at_home WHERE NOT EXISTS (SELECT FROM passes_guest g WHERE g.user_id = t.user_id)
        ) g ON true
    UNION ALL SELECT day, commune_id, causes, 0, 0, NULL, 0, user_id, minutes FROM given
    UNION ALL SELECT month::date, a.commune_id, a.causes, 0, 0, NULL, 0, NULL, 0
        FROM generate_series(%(first_day)s::timestamp, %(day_after)s::timestamp - interval '1 day', '1 month') month,
            LATERAL (SELECT m.commune_id, m.causes FROM missions_mission m
                WHERE m.state IN {_HELD_MISSIONS} AND m.published_at AT TIME ZONE %(zone)s < month + interval '1 month'
                UNION SELECT commune_id, causes FROM associations_association WHERE state = 'published') a
)
SELECT date_trunc('month', day)::date AS month, a.axis, a.code, sum(missions), sum(places),
    count(DISTINCT volunteer), sum(participations), count(DISTINCT giver), sum(minutes)
FROM facts JOIN geography_commune c ON c.id = commune_id
CROSS JOIN LATERAL (
    SELECT 'network' AS axis, '' AS code
    UNION ALL SELECT 'division', c.country || '-' || c.division_code
    UNION ALL SELECT 'cause', unnest(causes)
    UNION ALL SELECT 'crossed', c.country || '-' || c.division_code || '/' || unnest(causes)
) a
GROUP BY 1, 2, 3
"""  # noqa: S608
