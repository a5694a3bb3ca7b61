"""The charter of engagement: its versions, and who has signed which. Schema: territory."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.fields import RichTextField

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]


class CharterQuerySet(models.QuerySet["Charter"]):
    def published(self) -> CharterQuerySet:
        return self.filter(number__isnull=False)

    def drafts(self) -> CharterQuerySet:
        return self.filter(number__isnull=True)


class Charter(models.Model):
    """One version. A draft has no number; publishing gives the next one, and the text never changes again."""

    number = models.PositiveIntegerField(_("version"), null=True, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=140)
    text = RichTextField(_("text"), features=FEATURES)
    changes = models.TextField(
        _("what changes"),
        blank=True,
        help_text=_("In a sentence or two, for those who signed the version before."),
    )
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = CharterQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("model", "charter")
        verbose_name_plural = _("versions of the charter")
        ordering = [models.F("number").desc(nulls_first=True), "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(number__isnull=True, published_at__isnull=True)
                | Q(number__gte=1, published_at__isnull=False),
                name="charter_numbered_once_published",
            ),
        ]

    def __str__(self) -> str:
        if self.number is None:
            return str(_("%(title)s (draft)") % {"title": self.title})
        return str(_("%(title)s, version %(number)s") % {"title": self.title, "number": self.number})


class Signature(models.Model):
    """Somebody's word on one version, for herself or for an association. It goes with the account that gave it."""

    charter = models.ForeignKey(
        Charter, verbose_name=_("version"), on_delete=models.PROTECT, related_name="signatures"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="charter_signatures"
    )
    association = models.ForeignKey(
        "associations.Association",
        verbose_name=pgettext_lazy("model", "association"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="charter_signatures",
    )
    name = models.CharField(_("name, as typed"), max_length=160)
    signed_at = models.DateTimeField(_("signed"))

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["-signed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["charter", "user"],
                condition=Q(association__isnull=True),
                name="charter_signed_once_by_a_person",
            ),
            models.UniqueConstraint(
                fields=["charter", "association"],
                condition=Q(association__isnull=False),
                name="charter_signed_once_for_an_association",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="charter_signature_is_named"),
        ]

    def __str__(self) -> str:
        return self.name
