"""How many times a page was looked at on a day. Schema: territory. No table of visitors, addresses or moments."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class DailyViews(models.Model):
    """A path, a day, a number."""

    day = models.DateField()
    path = models.CharField(max_length=255)
    views = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("views of a page")
        verbose_name_plural = _("views of pages")
        default_permissions: ClassVar[list[str]] = ["view"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["day", "path"], name="daily_views_once"),
        ]

    def __str__(self) -> str:
        return f"{self.path}, {self.day}: {self.views}"
