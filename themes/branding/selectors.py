"""Reading the brand of the site at hand."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from django.core.cache import cache
from django.utils.translation import gettext

from kernel.audit.models import Entry
from kernel.tenancy import TerritoryContext, current_territory
from themes.branding.drafts import open_draft
from themes.branding.identity import HOUSE_CHOICES, HOUSE_NAME, Identity, PartnerMark
from themes.branding.models import Brand, Partner
from themes.branding.wearing import current_wardrobe
from themes.tokens import BrandChoices, InvalidChoice, InvalidColour

logger = logging.getLogger(__name__)

CACHE_KEY = "branding:identity:2"
_KEPT_SECONDS = 10 * 60


def current_brand() -> Identity:
    """The brand of the territory at hand, or the house's own on the network's portal.

    Cached per territory (the cache's key function carries the schema): no query when warm. A territory
    without a brand yet has its own name and the house's colours.
    """
    territory = current_territory()
    if territory is None:
        return house_brand()
    wardrobe = current_wardrobe()
    if wardrobe is None:
        return _kept(territory)
    if territory.id not in wardrobe.worn:
        worn = _kept(territory)
        wardrobe.worn[territory.id] = _drafted(worn, wardrobe.draft, territory) if wardrobe.draft else worn
    return wardrobe.worn[territory.id]


def worn_preset() -> str:
    """The preset whose templates dress the request at hand; empty outside a request, and when the brand cannot be read:
    the page that says so must still be found."""
    if current_wardrobe() is None:
        return ""
    try:
        return current_brand().preset
    except Exception:
        logger.exception("a page could not read the brand")
        return ""


def _kept(territory: TerritoryContext) -> Identity:
    found = cache.get(CACHE_KEY)
    if not isinstance(found, Identity):
        found = stored_brand(territory)
        # Read before somebody's change was committed, it must not take the place of what `keep_brand` wrote after.
        cache.add(CACHE_KEY, found, _KEPT_SECONDS)
    return found


def keep_brand(territory: TerritoryContext) -> None:
    """Read the brand of the territory at hand again, now that a change of it is committed."""
    cache.set(CACHE_KEY, stored_brand(territory), _KEPT_SECONDS)


def _drafted(worn: Identity, token: str, territory: TerritoryContext) -> Identity:
    draft = open_draft(token, territory_id=territory.id)
    if draft is None:
        return worn
    return replace(
        worn,
        name=draft.name,
        tagline=draft.tagline,
        choices=draft.choices,
        co_branded=draft.co_branded,
        draft=token,
    )


def house_brand() -> Identity:
    """“Maillage”, for the portal and for errors that befall before any territory is known."""
    return Identity(HOUSE_NAME, gettext("the mesh of those who volunteer"), HOUSE_CHOICES)


def stored_brand(territory: TerritoryContext) -> Identity:
    """The brand as the database has it, two queries."""
    partners = tuple(
        PartnerMark(partner.name, partner.role, partner.url, partner.logo.url if partner.logo else "")
        for partner in Partner.objects.all()
    )
    row = Brand.objects.first()
    if row is None:
        return Identity(territory.name, choices=HOUSE_CHOICES, partners=partners)
    return Identity(
        name=row.name,
        tagline=row.tagline,
        choices=row.choices,
        logo_path=row.logo.url if row.logo else "",
        demo_notice=row.demo_notice,
        partners=partners,
        co_branded=row.co_branded,
    )


@dataclass(frozen=True)
class FormerLook:
    """What the site looked like until a change that the journal keeps; `entry` is the number of its line."""

    entry: int
    until: datetime
    choices: BrandChoices


def former_looks(*, most: int = 5) -> tuple[FormerLook, ...]:
    """The looks worn before this one, the latest first, each once. The journal says what each change replaced."""
    row = Brand.objects.first()
    if row is None:
        return ()
    worn, found = asdict(row.choices), {row.choices}
    looks: list[FormerLook] = []
    for entry in Entry.objects.filter(act="brand.changed").order_by("-at", "-pk")[: 10 * most]:
        worn |= {name: before for name, (before, _after) in entry.details.items() if name in worn}
        try:
            choices = BrandChoices(**worn)
        except (InvalidChoice, InvalidColour):
            break  # before the first choice
        if choices not in found and len(looks) < most:
            found.add(choices)
            looks.append(FormerLook(entry.pk, entry.at, choices))
    return tuple(looks)
