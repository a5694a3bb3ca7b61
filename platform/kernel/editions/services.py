"""Keeps the table of changes short."""

from __future__ import annotations

from django.db import connection, transaction


@transaction.atomic
def fold_changes() -> None:
    """Replace the rows of the finished transactions by one with their sum: the edition changes its name once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH gone AS (DELETE FROM editions_change WHERE transaction <> pg_current_xact_id()::text::bigint"
            " RETURNING changes, frame)"
            " INSERT INTO editions_change AS made (transaction, changes, frame)"
            " SELECT pg_current_xact_id()::text::bigint, sum(changes), sum(frame) FROM gone HAVING count(*) > 0"
            " ON CONFLICT (transaction) DO UPDATE"
            " SET changes = made.changes + excluded.changes, frame = made.frame + excluded.frame"
        )
