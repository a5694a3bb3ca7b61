"""What makes an edition. Schema: territory."""

from __future__ import annotations

from django.db import models
from django.db.models import Value


class Change(models.Model):
    """“This transaction changed so much of what pages show.” Written by triggers, folded together every hour.

    A row a transaction: two writers never wait for each other's, as they would for one counter of the territory.
    """

    transaction = models.BigIntegerField(primary_key=True)
    changes = models.BigIntegerField()
    frame = models.BigIntegerField(
        default=0, db_default=0, help_text="Those of what stands around every page: pages, settings, brand."
    )
    by_app = models.JSONField(
        default=dict,
        db_default=Value({}, models.JSONField()),
        help_text="How many of the tables of each application.",
    )

    def __str__(self) -> str:
        return f"{self.transaction}: {self.changes}"
