"""How many rows of a search each choice of a filter would leave."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Count, F, Func, QuerySet


def rows_by(field: str, rows: QuerySet[Any]) -> dict[str, int]:
    """How many of these rows have each of the codes that `field`, an array of their model, holds. One query."""
    counted = (
        rows.model._default_manager.filter(pk__in=rows.order_by().values("pk"))
        .order_by()
        .values(code=Func(F(field), function="unnest", output_field=CharField(), set_returning=True))
        .annotate(number=Count("pk"))
    )
    return dict(counted.values_list("code", "number"))
