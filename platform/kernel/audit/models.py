"""What was done, by whom, to what. Schema: both."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kernel.audit.acts import label_of

#: Roles that are recorded as codes; others are the names of groups.
_ROLES = {
    "administrator": _("administrator"),
    "association": _("for an association"),
    "manager": _("for an association"),
    "team": _("team"),
    "volunteer": _("volunteer"),
}


class Entry(models.Model):
    """One act. Appended only: a trigger refuses deletion, and every change but the emptying of what names a person.

    Labels are what things were called at the time; they hold no address.
    """

    at = models.DateTimeField(_("when"), default=timezone.now)
    act = models.CharField(_("act"), max_length=60)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    actor_label = models.CharField(_("author of the act"), max_length=120, blank=True)
    actor_role = models.CharField(_("role"), max_length=120, blank=True)
    subject_kind = models.CharField(_("kind of subject"), max_length=80, blank=True)
    subject_id = models.CharField(_("number of the subject"), max_length=64, blank=True)
    subject_label = models.CharField(_("subject of the act"), max_length=200, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    details = models.JSONField(_("details"), default=dict, blank=True, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("entry of the journal")
        verbose_name_plural = _("journal")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["-at"], name="audit_at"),
            models.Index(fields=["subject_kind", "subject_id"], name="audit_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.subject_label or self.subject_kind}"

    @property
    def label(self) -> str:
        """The act in words."""
        return label_of(self.act)

    @property
    def role(self) -> str:
        """What the actor acted as, in words."""
        return str(_ROLES.get(self.actor_role, self.actor_role))
