"""Who asks to open a territory, how far she has come, and what was agreed. Schema: public."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from tenants.billing.enums import Interval
from tenants.geography.models import Country
from tenants.opening.enums import EDITABLE, UNFINISHED, ApplicationState, Document
from tenants.registry.models import TerritoryKind


class Application(models.Model):
    """A territory that somebody is opening. What is empty was not said yet.

    It holds its applicant's address, and goes thirty days after it was last touched (`services.purge`).
    """

    email = models.EmailField(_("e-mail address"))
    #: Unguessable; the link that resumes the application holds it.
    token = models.CharField(max_length=43, unique=True)
    state = models.CharField(max_length=8, choices=ApplicationState, default=ApplicationState.DRAFT)
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField()

    person = models.CharField(_("your name"), max_length=120, blank=True)
    body_name = models.CharField(_("name of the body"), max_length=160, blank=True)
    number = models.CharField(_("SIREN or BCE number"), max_length=10, blank=True)
    country = models.CharField(_("country"), max_length=2, choices=Country, blank=True)
    kind = models.CharField(_("kind of territory"), max_length=20, choices=TerritoryKind, blank=True)
    name = models.CharField(_("name of the site"), max_length=80, blank=True)

    communes = ArrayField(models.CharField(max_length=8), default=list, help_text=_("ids, in no order"))
    slug = models.CharField(_("address"), max_length=40, blank=True)

    preset = models.CharField(max_length=20, blank=True)
    primary = models.CharField(max_length=7, blank=True)
    accent = models.CharField(max_length=7, blank=True)
    logo = models.BinaryField(default=bytes, blank=True, help_text=_("cleaned"))
    logo_name = models.CharField(max_length=40, blank=True)

    terms_version = models.CharField(max_length=10, blank=True)
    processing_version = models.CharField(max_length=10, blank=True)
    accepted_by = models.CharField(max_length=120, blank=True)
    accepted_at = models.DateTimeField(null=True)

    interval = models.CharField(_("paid"), max_length=5, choices=Interval, blank=True)

    asked_at = models.DateTimeField(null=True, help_text=_("when the site was last asked for"))
    failure = models.TextField(blank=True, help_text=_("why it could not be opened, to the applicant"))
    territory = models.OneToOneField(
        "registry.Territory", models.SET_NULL, null=True, related_name="application"
    )
    handover_digest = models.CharField(max_length=64, blank=True)
    handover_until = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"), condition=Q(state__in=UNFINISHED), name="opening_one_application_an_address"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True)
                | (~Q(terms_version="") & ~Q(processing_version="") & ~Q(accepted_by="")),
                name="opening_acceptance_is_whole",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["touched_at"], name="opening_touched")]

    def __str__(self) -> str:
        return self.name or f"application {self.pk}"

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE


class Agreement(models.Model):
    """That a territory's body accepted a document: which version, when, and who for it. It outlives the application."""

    territory = models.ForeignKey("registry.Territory", models.CASCADE, related_name="agreements")
    document = models.CharField(max_length=12, choices=Document)
    version = models.CharField(max_length=10)
    body_name = models.CharField(max_length=160)
    number = models.CharField(max_length=10)
    accepted_by = models.CharField(max_length=120)
    accepted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["territory", "document", "version"], name="opening_agreed_once")
        ]

    def __str__(self) -> str:
        return f"{self.territory_id}: {self.document} {self.version}"
