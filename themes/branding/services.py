"""Changing the brand of the territory at hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from kernel.accounts.models import User
from kernel.audit.services import record
from kernel.tenancy import current_territory, tenant_context
from kernel.tenancy.storage import discard_on_commit
from themes.branding.identity import PartnerMark
from themes.branding.logos import clean_logo
from themes.branding.models import Brand, Partner
from themes.branding.selectors import keep_brand
from themes.branding.wearing import undress
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


@transaction.atomic
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
    co_branded: bool = False,
    logo: File[bytes] | None = None,
    without_logo: bool = False,
) -> Brand:
    """Set the whole brand of the territory at hand; `logo=None` keeps the one there is, unless `without_logo`.

    Colours are `#rrggbb`. A logo is cleaned or made anew. Raises InvalidColour, InvalidChoice, InaccessibleColours,
    UnusableLogo, NotATerritory. Pages change when the transaction commits.
    """
    if current_territory() is None:
        raise NotATerritory
    if preset not in PRESETS:
        raise InvalidChoice(f"preset: {preset!r} is not among {', '.join(PRESETS)}")
    choices = BrandChoices(primary.lower(), accent.lower(), font_pair, radius, density, preset)
    verdict = review(choices)
    if not verdict.accepted:
        raise InaccessibleColours(verdict)
    brand = Brand.objects.select_for_update().first() or Brand()
    brand.name, brand.tagline = name.strip(), tagline.strip()
    brand.primary, brand.accent = choices.primary, choices.accent
    brand.font_pair, brand.radius, brand.density, brand.preset = font_pair, radius, density, preset
    brand.demo_notice, brand.co_branded = demo_notice, co_branded
    old = brand.logo.name
    if logo is not None:
        brand.logo = clean_logo(logo)
    elif without_logo:
        brand.logo = ""
    brand.full_clean(validate_unique=False, validate_constraints=False)
    brand.save()
    if old and old != brand.logo.name:
        discard_on_commit(old)
    forget_brand()
    return brand


@transaction.atomic
def change_brand(*, by: User, now: datetime, **values: object) -> Brand:
    """`set_brand` by somebody of the team: the journal keeps which colours and structure there were and are."""
    before = Brand.objects.select_for_update().first()
    brand = set_brand(**values)  # type: ignore[arg-type]  # the same values by the same names
    kept = ("primary", "accent", "font_pair", "radius", "density", "preset")
    changed = {
        field: [getattr(before, field, ""), getattr(brand, field)]
        for field in kept
        if getattr(before, field, "") != getattr(brand, field)
    }
    record(act="brand.changed", actor=by, subject=brand, details=changed, at=now)
    return brand


@transaction.atomic
def set_partners(partners: Sequence[PartnerMark]) -> None:
    """Name these partners, in this order, in the place of all others; logos are added in the back office."""
    Partner.objects.all().delete()
    Partner.objects.bulk_create(
        Partner(name=one.name, role=one.role, url=one.url, position=position)
        for position, one in enumerate(partners)
    )
    forget_brand()


@transaction.atomic
def rename_brand(*, name: str) -> None:
    """Change the name that pages show, and nothing else."""
    Brand.objects.update(name=name.strip())
    forget_brand()


def forget_brand() -> None:
    """Have the brand of the territory at hand read anew once the transaction commits."""
    territory = current_territory()
    if territory is None:
        return

    def forget() -> None:
        # An outer transaction may commit after the thread has left the territory.
        with tenant_context(territory):
            keep_brand(territory)
        undress(territory.id)

    transaction.on_commit(forget)
