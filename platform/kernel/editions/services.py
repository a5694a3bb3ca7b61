"""Keeps the table of changes short."""

from __future__ import annotations

from django.db import connection, transaction


@transaction.atomic
def fold_changes() -> None:
    """Replace the rows of the finished transactions by one with their sum: the edition changes its name once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH gone AS (DELETE FROM editions_change RETURNING changes, frame, by_app),"
            " apps AS (SELECT app, sum(number::bigint) AS number"
            " FROM gone, jsonb_each_text(by_app) AS one (app, number) GROUP BY app)"
            " INSERT INTO editions_change (transaction, changes, frame, by_app)"
            " SELECT pg_current_xact_id()::text::bigint, sum(changes), sum(frame),"
            " (SELECT coalesce(jsonb_object_agg(app, number), '{}') FROM apps) FROM gone HAVING count(*) > 0"
        )
