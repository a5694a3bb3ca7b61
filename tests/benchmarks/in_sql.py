"""The engine's question asked of PostgreSQL: the same filters and score in one statement, on the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from django.db import connection

from matching.engine import DEFAULT_POLICY, Catalogue, Neighbourhoods, Seeker
from matching.engine.columns import REACHES, REMOTES, UNLIMITED
from matching.engine.dayparts import mask_of
from matching.engine.formulas import EARTH_RADIUS_KM, fit_bounds, reachable_km, steepness
from matching.engine.model import Reach, Remote

TABLE = "benchmark_opportunity"
#: Sets are bit masks, closed rows stay out of the indexes, places are points of the sphere under GiST (earthdistance).
CREATE = f"""
CREATE EXTENSION IF NOT EXISTS cube; CREATE EXTENSION IF NOT EXISTS earthdistance;
DROP TABLE IF EXISTS {TABLE};
CREATE UNLOGGED TABLE {TABLE} (
    id text COLLATE "C" PRIMARY KEY, territory int NOT NULL, lat float8, lon float8, remote int2 NOT NULL,
    causes int8 NOT NULL, skills int8 NOT NULL, skills_wanted float8 NOT NULL, availability int8 NOT NULL,
    ends_at float8, capacity int, connections int NOT NULL, min_age int NOT NULL, published_at float8,
    reach int2 NOT NULL
);
"""
OPEN = "(capacity IS NULL OR connections < capacity)"
INDEX = f"""
CREATE INDEX ON {TABLE} USING gist (ll_to_earth(lat, lon)) WHERE {OPEN} AND remote < 2 AND lat IS NOT NULL;
CREATE INDEX ON {TABLE} (reach, territory) WHERE {OPEN} AND remote > 0;
CREATE INDEX ON {TABLE} (territory) WHERE {OPEN} AND lat IS NULL;
ANALYZE {TABLE};
"""
QUERY = """
SELECT id, score FROM (
    SELECT id, round(((1 / (1 + exp(-(%(baseline)s + odds))) - %(none)s) / (%(all)s - %(none)s)
        * (1 - %(strength)s * (1 - power(%(decay)s, connections)))
        * (1 + CASE WHEN published_at IS NULL THEN 0
                    ELSE %(fresh)s * power(0.5, greatest(0, %(now)s - published_at) / %(half_life)s) END)
        / (1 + %(fresh)s))::numeric, 6) AS score
    FROM {table}
    CROSS JOIN LATERAL (SELECT CASE WHEN remote < 2 THEN 2 * %(earth)s * asin(least(1, sqrt(
        power(sind((lat - %(lat)s) / 2), 2)
        + cosd(%(lat)s) * cosd(lat) * power(sind((lon - %(lon)s) / 2), 2)))) END AS km) AS distance
    CROSS JOIN LATERAL (SELECT greatest(
        CASE WHEN km <= %(radius)s THEN greatest(0, 1 - %(steepness)s * km / greatest(0.5, %(radius)s)) END,
        CASE WHEN remote > 0 AND %(from_home)s THEN %(remote_place)s END,
        CASE WHEN remote < 2 AND lat IS NULL AND territory = %(own)s THEN %(own_place)s END) AS place) AS way
    CROSS JOIN LATERAL (SELECT %(w_place)s * place
        + CASE WHEN availability = 0 THEN %(flexible)s
               WHEN availability & %(parts)s = 0 THEN 0
               ELSE %(w_availability)s * (%(some)s + (1 - %(some)s)
                    * bit_count((availability & %(parts)s)::bit(21))::float8 / bit_count(availability::bit(21))) END
        + CASE WHEN causes & %(causes)s <> 0 THEN %(w_cause)s ELSE 0 END
        + %(w_skill)s * CASE WHEN skills = 0 THEN %(open_to_all)s
               WHEN skills & %(skills)s = 0 THEN 0
               ELSE ({known}) / skills_wanted END AS odds) AS weighed
    WHERE {open} AND place IS NOT NULL AND (
            (remote < 2 AND lat IS NOT NULL AND ll_to_earth(lat, lon)
                <@ earth_box(ll_to_earth(%(lat)s, %(lon)s), %(radius)s * 1002))
            OR (%(from_home)s AND remote > 0 AND (reach = 2 OR (reach < 2 AND territory = ANY(%(origins)s))))
            OR (lat IS NULL AND territory = %(own)s))
        AND (ends_at IS NULL OR ends_at > %(now)s)
        AND min_age <= %(age)s
        AND (reach = 2 OR territory = %(own)s OR (reach = 1 AND territory = ANY(%(origins)s)))
) AS scored ORDER BY score DESC, id LIMIT 10
"""


@contextmanager
def same_rows(catalogue: Catalogue) -> Iterator[None]:
    """A table of PostgreSQL that holds the catalogue's rows, indexed for the question, while the block runs."""
    assert (REMOTES.index(Remote.FULL), REACHES.index(Reach.NETWORK)) == (2, 2)
    columns = catalogue.columns
    weights = np.array([catalogue.rarity[code] for code in columns.skills.codes])
    values = [
        columns.ids, columns.territory, columns.lat, columns.lon, columns.remote, columns.causes.words[:, 0],
        columns.skills.words[:, 0], columns.skills.weighed(weights), columns.availability,
        columns.ends_at, columns.capacity, columns.connections, columns.min_age, columns.published_at,
        columns.reach,
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(CREATE)
        try:
            with cursor.copy(f"COPY {TABLE} FROM STDIN") as copy:  # type: ignore[attr-defined]  # psycopg's own
                for row in zip(*(column.tolist() for column in values), strict=True):
                    copy.write_row([None if value != value or value == UNLIMITED else value for value in row])
            cursor.execute(INDEX)
            yield
        finally:
            cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")


def rank_in_sql(
    catalogue: Catalogue, seeker: Seeker, now: float, neighbours: Neighbourhoods
) -> list[tuple[str, float]]:
    """(id, score) of the ten best for a seeker with a place, by the default policy."""
    policy, weights = DEFAULT_POLICY, DEFAULT_POLICY.weights
    columns = catalogue.columns
    none, all_ = fit_bounds(policy)
    number = {name: index for index, name in enumerate(columns.territories)}
    territory = seeker.territory or ""
    origins = [number[name] for name in {*neighbours.origins(territory), territory}]
    known = [code for code in seeker.skills if code in columns.skills.number]
    summed = " + ".join(
        f"{catalogue.rarity[code]!r} * (skills >> {columns.skills.number[code]} & 1)" for code in known
    )
    with connection.cursor() as cursor:
        cursor.execute(
            QUERY.format(table=TABLE, open=OPEN, known=summed or "0"),
            {
                "baseline": policy.baseline, "none": none, "all": all_, "earth": EARTH_RADIUS_KM, "now": now,
                "strength": policy.smartsort_strength, "decay": policy.smartsort_decay,
                "fresh": policy.freshness_strength, "half_life": policy.freshness_half_life * 86_400,
                "remote_place": policy.remote_place, "own_place": policy.own_territory,
                "some": policy.some_day_part, "open_to_all": policy.open_to_all,
                "w_place": weights.place, "w_availability": weights.availability, "w_cause": weights.cause,
                "w_skill": weights.skill,
                "flexible": weights.availability
                * (policy.flexible if seeker.availability else policy.flexible_for_all),
                "lat": seeker.lat, "lon": seeker.lon, "radius": reachable_km(seeker, policy),
                "steepness": steepness(seeker, policy), "from_home": seeker.remote_ok is not False,
                "age": 999 if seeker.age is None else seeker.age,
                "own": number[territory],
                "origins": origins,
                "parts": mask_of(seeker.availability),
                "causes": sum(1 << columns.causes.number[code] for code in seeker.causes),
                "skills": sum(1 << columns.skills.number[code] for code in known),
            },
        )  # fmt: skip
        return [(id_, float(score)) for id_, score in cursor.fetchall()]
