"""Changing the brand of the territory at hand."""

from __future__ import annotations

from pathlib import PurePath

from django.core.cache import cache
from django.core.files.base import ContentFile, File
from django.db import transaction

from kernel.tenancy import current_territory, tenant_context
from themes.branding.models import Brand
from themes.branding.selectors import CACHE_KEY
from themes.branding.svg import clean_svg
from themes.presets import PRESETS
from themes.tokens import BrandChoices, InvalidChoice, Review, review


class InaccessibleColours(ValueError):
    """The colours fail WCAG AA; `review.failures` says where, `review.suggestion` holds the nearest that
    pass."""

    def __init__(self, verdict: Review) -> None:
        self.review = verdict
        uses = ", ".join(f"{failure.use} {failure.ratio}:1" for failure in verdict.failures)
        super().__init__(f"{uses}; nearest primary colour that passes: {verdict.suggestion.primary}")


class NotATerritory(RuntimeError):
    """The network's portal wears the house's brand, which is not stored."""


def set_brand(
    *,
    name: str,
    primary: str,
    accent: str,
    tagline: str = "",
    font_pair: str = "modern",
    radius: str = "medium",
    density: str = "comfortable",
    preset: str = "clairiere",
    demo_notice: bool = False,
    logo: File[bytes] | None = None,
) -> Brand:
    """Set the whole brand of the territory at hand; `logo=None` keeps the one there is.

    Colours are `#rrggbb`. An SVG logo is cleaned of anything that acts. Raises InvalidColour, InvalidChoice,
    InaccessibleColours, UnsafeSVG, NotATerritory. Pages change when the transaction commits.
    """
    territory = current_territory()
    if territory is None:
        raise NotATerritory
    if preset not in PRESETS:
        raise InvalidChoice(f"preset: {preset!r} is not among {', '.join(PRESETS)}")
    choices = BrandChoices(primary.lower(), accent.lower(), font_pair, radius, density, preset)
    verdict = review(choices)
    if not verdict.accepted:
        raise InaccessibleColours(verdict)
    with transaction.atomic():
        brand = Brand.objects.select_for_update().first() or Brand()
        brand.name, brand.tagline = name.strip(), tagline.strip()
        brand.primary, brand.accent = choices.primary, choices.accent
        brand.font_pair, brand.radius, brand.density, brand.preset = font_pair, radius, density, preset
        brand.demo_notice = demo_notice
        if logo is not None:
            brand.logo = _cleaned(logo)
        brand.full_clean(validate_unique=False, validate_constraints=False)
        brand.save()

        def forget() -> None:
            # An outer transaction may commit after the thread has left the territory.
            with tenant_context(territory):
                cache.delete(CACHE_KEY)

        transaction.on_commit(forget)
    return brand


def _cleaned(logo: File[bytes]) -> File[bytes]:
    if PurePath(logo.name or "").suffix.lower() != ".svg":
        return logo
    return ContentFile(clean_svg(logo.read()), name="logo.svg")
