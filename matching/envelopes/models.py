"""What one territory tells another, sealed until the other has read it. Schema: public."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class Envelope(models.Model):
    """A sealed message between two territories. Only the recipient's processes open it; read, it is gone.

    Neither a name nor a pseudonym stands outside the seal: two rows cannot be joined.
    """

    id = models.BigAutoField(primary_key=True)
    sender = models.ForeignKey("registry.Territory", on_delete=models.CASCADE, related_name="+")
    recipient = models.ForeignKey("registry.Territory", on_delete=models.CASCADE, related_name="+")
    sealed = models.TextField()
    posted_at = models.DateTimeField(db_default=Now())
    #: How often reading it failed.
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["recipient", "id"], name="envelope_recipient")]

    def __str__(self) -> str:
        return f"{self.sender_id} → {self.recipient_id} ({self.pk})"
