"""Archives of territories that wait to be downloaded. Schema: public; the files lie in the territory's own media."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _


def new_code() -> str:
    """256 bits that nobody guesses."""
    return secrets.token_urlsafe(32)


class Archive(models.Model):
    """One file, or the wish for one. Ready once it has a size; gone once it has expired."""

    territory = models.ForeignKey("registry.Territory", on_delete=models.CASCADE, related_name="archives")
    code = models.CharField(max_length=60, unique=True, default=new_code, editable=False)
    requested_at = models.DateTimeField(_("requested"))
    ready_at = models.DateTimeField(_("ready"), null=True)
    expires_at = models.DateTimeField(_("expires"), null=True)
    size = models.BigIntegerField(_("size"), null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    rows = models.PositiveIntegerField(_("records"), null=True)
    failed = models.BooleanField(_("failed"), default=False)

    class Meta:
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["territory"],
                condition=models.Q(ready_at=None, failed=False),
                name="archive_one_being_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.territory_id} {self.requested_at:%Y-%m-%d}"

    @property
    def path(self) -> str:
        """Where the file lies in the territory's storage."""
        return f"{FOLDER}/{self.code}.zip"


#: In the part of the media that is never served as such (`kernel.tenancy.media.WITHHELD_FOLDERS`).
FOLDER = "private/archives"
