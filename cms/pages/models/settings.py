"""What stands around every page, and who publishes them: one row a territory of each. Schema: territory."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from cms.blocks.fields import BodyField
from cms.blocks.surroundings import banner_blocks, menu_blocks, social_blocks
from kernel.prepared import prepared


@register_setting(icon="list-ul", order=15)
class Surroundings(BaseGenericSetting):
    """Menus, foot of the pages and banners. Where nothing is said, the menus follow the tree of pages."""

    banners = BodyField(
        banner_blocks(),
        verbose_name=_("banners"),
        blank=True,
        help_text=_("One or two lines above every page, from one day to another."),
    )
    header = BodyField(
        menu_blocks(),
        verbose_name=_("main menu"),
        blank=True,
        help_text=_(
            "Empty: missions, associations, agenda, offers, then the pages that say “show in menus”."
        ),
    )
    footer = BodyField(
        menu_blocks(),
        verbose_name=_("links at the foot of the pages"),
        blank=True,
        help_text=_("Empty: the pages that say “show in the footer”."),
    )
    footer_words = models.TextField(_("words at the foot of the pages"), max_length=400, blank=True)
    social = BodyField(social_blocks(), verbose_name=_("social networks"), blank=True)

    panels: ClassVar[list[Any]] = [
        FieldPanel("banners"),
        FieldPanel("header"),
        MultiFieldPanel(
            [FieldPanel("footer_words"), FieldPanel("footer"), FieldPanel("social")],
            heading=_("Foot of the pages"),
        ),
    ]

    class Meta:
        verbose_name = _("menus, footer and banners")
        verbose_name_plural = _("menus, footer and banners")


@register_setting(icon="doc-full-inverse", order=16)
class Publisher(BaseGenericSetting):
    """Who publishes the site and how accessible it is, as the law wants both said."""

    class Conformity(models.TextChoices):
        NONE = "none", _("not conformant")
        PARTIAL = "partial", _("partially conformant")
        FULL = "full", _("fully conformant")

    legal_name = models.CharField(_("name of the organisation"), max_length=160, blank=True)
    number = models.CharField(_("SIRET or BCE number"), max_length=40, blank=True)
    address = models.TextField(_("postal address"), max_length=300, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(
        _("e-mail address of the organisation"), blank=True, help_text=_("Shown to everybody.")
    )
    director = models.CharField(_("responsible for the publication"), max_length=120, blank=True)
    host = models.TextField(
        _("who hosts the site"), max_length=300, blank=True, help_text=_("Name, address, telephone.")
    )
    protection_officer = models.CharField(
        _("data protection officer"),
        max_length=200,
        blank=True,
        help_text=_("A name or a service, and how to reach them."),
    )
    conformity = models.CharField(
        _("accessibility of the site"), max_length=8, choices=Conformity, default=Conformity.NONE
    )
    audited_on = models.DateField(_("date of the audit"), null=True, blank=True)
    auditor = models.CharField(_("who audited"), max_length=160, blank=True)
    rate = models.PositiveSmallIntegerField(_("criteria that are met, in per cent"), null=True, blank=True)
    exceptions = models.TextField(
        _("what is not accessible"),
        max_length=3000,
        blank=True,
        help_text=_("One thing a line, with its reason."),
    )

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "legal_name",
                    "number",
                    "address",
                    "phone",
                    "email",
                    "director",
                    "host",
                    "protection_officer",
                )
            ],
            heading=_("Legal notice"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("conformity", "audited_on", "auditor", "rate", "exceptions")],
            heading=_("Accessibility"),
        ),
    ]

    class Meta:
        verbose_name = _("publisher and accessibility")
        verbose_name_plural = _("publisher and accessibility")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(rate__isnull=True) | models.Q(rate__lte=100),
                name="publisher_rate",
                violation_error_message=_("Between 0 and 100."),
            ),
            models.CheckConstraint(
                condition=models.Q(conformity="none") | models.Q(audited_on__isnull=False),
                name="publisher_audited",
                violation_error_message=_(
                    "Without an audit, a site is declared not conformant: say when it was."
                ),
            ),
        ]


def publisher() -> Publisher:
    """The row, or one that says nothing yet. One query."""
    return next(iter(_publishers()), None) or Publisher()


@prepared
def _publishers() -> models.QuerySet[Publisher]:
    return Publisher.objects.order_by("pk")[:1]
