"""The brand of the territory whose schema this is."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from themes.presets import DEFAULT_PRESET, PRESETS
from themes.tokens import DENSITIES, FONT_PAIRS, BrandChoices

_HEX = RegexValidator(r"\A#[0-9a-fA-F]{6}\Z", _("Write a colour as #rrggbb."))


class Radius(models.TextChoices):
    NONE = "none", _("Square corners")
    SMALL = "small", _("Slightly rounded")
    MEDIUM = "medium", _("Rounded")
    LARGE = "large", _("Very rounded")


class Density(models.TextChoices):
    COMFORTABLE = "comfortable", _("Comfortable")
    COMPACT = "compact", _("Compact")


def font_pairs() -> list[tuple[str, str]]:
    return [(key, pair.label) for key, pair in FONT_PAIRS.items()]


def presets() -> list[tuple[str, str]]:
    return [(key, str(preset.label)) for key, preset in PRESETS.items()]


class Brand(models.Model):
    """One row at most. Write through `services.set_brand`, which judges the colours; read
    `selectors.current_brand`."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(_("name"), max_length=80, help_text=_("As it stands in the header."))
    tagline = models.CharField(_("tagline"), max_length=140, blank=True)
    primary = models.CharField(_("primary colour"), max_length=7, validators=[_HEX])
    accent = models.CharField(_("accent colour"), max_length=7, validators=[_HEX])
    font_pair = models.CharField(_("fonts"), max_length=20, choices=font_pairs, default="modern")
    radius = models.CharField(_("corners"), max_length=10, choices=Radius, default=Radius.MEDIUM)
    density = models.CharField(_("density"), max_length=12, choices=Density, default=Density.COMFORTABLE)
    preset = models.CharField(_("preset"), max_length=20, choices=presets, default=DEFAULT_PRESET)
    logo = models.FileField(
        _("logo"),
        upload_to="brand/",
        blank=True,
        help_text=_("SVG, PNG, JPEG or WebP. Without one, the mesh makes a mark."),
    )
    co_branded = models.BooleanField(
        _("name the partners at the top of every page"),
        default=False,
        db_default=False,
        help_text=_("They stand at the foot of every page in any case."),
    )
    demo_notice = models.BooleanField(_("say that the data is for demonstration"), default=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("brand")
        verbose_name_plural = _("brands")
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="brand_is_alone")]

    def __str__(self) -> str:
        return self.name

    @property
    def choices(self) -> BrandChoices:
        """The row as the value tokens work with. Raises InvalidColour or InvalidChoice."""
        return BrandChoices(self.primary, self.accent, self.font_pair, self.radius, self.density, self.preset)


class Partner(models.Model):
    """An institution whose site this is too: named at the foot of every page, and at its top on a co-branded site."""

    name = models.CharField(_("name"), max_length=80)
    role = models.CharField(
        _("role"), max_length=80, blank=True, help_text=_("“Social cohesion plan”, “funder”…")
    )
    url = models.URLField(_("website"), blank=True)
    logo = models.FileField(
        _("logo"),
        upload_to="brand/partners/",
        blank=True,
        help_text=_("SVG, PNG, JPEG or WebP; 2 MB at most."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0, editable=False)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name


assert set(Density.values) == set(DENSITIES)
