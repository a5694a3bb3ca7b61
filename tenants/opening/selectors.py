"""What the pages of an opening show."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from statistics import median

from django.conf import settings
from django.core.cache import caches
from django.db.models import Count, QuerySet
from django.urls import reverse

from kernel.tenancy.context import site_url
from kernel.ui.slugs import slug_of
from tenants.billing.enums import Interval
from tenants.billing.plans import TRIAL, price_for
from tenants.billing.words import in_euros
from tenants.geography.groups import Group, groups_around
from tenants.geography.models import Commune
from tenants.geography.sphere import distance_km
from tenants.opening.enums import ApplicationState
from tenants.opening.models import Application
from tenants.provisioning.naming import host_for
from tenants.provisioning.refusals import ProvisioningError
from tenants.provisioning.selectors import check_free
from tenants.provisioning.services import Step as BuildingStep
from tenants.registry.models import Territory

_LONGEST_SLUG = 40
#: A commune is apart that is further from the middle than this, and than so many times the others.
_APART_KM, _APART = 60.0, 5


@dataclass(frozen=True, slots=True)
class Overlap:
    """A territory of the network that has some of the communes already."""

    name: str
    communes: int


@dataclass(frozen=True)
class Extent:
    """The communes that were chosen, and what follows from them."""

    communes: tuple[Commune, ...]

    @property
    def inhabitants(self) -> int:
        """Of the communes whose population is known."""
        return sum(commune.population or 0 for commune in self.communes)

    @property
    def unknown(self) -> list[Commune]:
        """Communes whose population the reference lacks: they count for nothing in the price."""
        return [commune for commune in self.communes if commune.population is None]

    @cached_property
    def apart(self) -> list[Commune]:
        """Communes so far from the others that a code may be mistaken."""
        if len(self.communes) < 3:
            return []
        middle = median(one.latitude for one in self.communes), median(one.longitude for one in self.communes)
        away = [distance_km(*middle, one.latitude, one.longitude) for one in self.communes]
        usual = max(_APART_KM, _APART * median(away))
        return [one for one, km in zip(self.communes, away, strict=True) if km > usual]

    @cached_property
    def overlaps(self) -> list[Overlap]:
        """Listed territories that share communes, those that share most first. One query."""
        rows = (
            Territory.objects.listed()
            .filter(communes__in=[commune.pk for commune in self.communes])
            .annotate(shared=Count("communes"))
            .values_list("name", "shared")
        )
        return sorted((Overlap(*row) for row in rows), key=lambda one: (-one.communes, one.name))

    @cached_property
    def groups(self) -> list[Group]:
        """EPCI, départements and provinces of which something is missing yet. Two queries."""
        held = {commune.pk for commune in self.communes}
        return [
            group
            for group in groups_around(self.communes[:200])
            if group.communes > len(held & _of(self, group))
        ]

    @property
    def prices(self) -> dict[str, str]:
        """In words, before VAT, by interval."""
        return {one.value: in_euros(price_for(self.inhabitants, one)) for one in Interval}


def _of(extent: Extent, group: Group) -> set[str]:
    code = group.key.partition(":")[2]
    if group.kind == "epci":
        return {commune.pk for commune in extent.communes if commune.epci_code == code}
    return {c.pk for c in extent.communes if f"{c.country}-{c.division_code}" == code}


def extent_of(application: Application) -> Extent:
    """One query."""
    found = Commune.objects.filter(pk__in=application.communes).order_by("search_key", "pk")
    return Extent(tuple(found))


def trial_days() -> int:
    return TRIAL.days


def why_not(slug: str) -> str:
    """Why no new territory can have this address, in words; empty when one can."""
    try:
        check_free(slug)
    except ProvisioningError as refusal:
        return str(refusal)
    return ""


def suggested_slug(name: str) -> str:
    """An address that is free today, from the name of the site: “agglomeration-de-saint-dizier”."""
    base = slug_of(name).lstrip("-0123456789")[:_LONGEST_SLUG].strip("-") or "territoire"
    for number in range(1, 10):
        tail = "" if number == 1 else f"-{number}"
        slug = base[: _LONGEST_SLUG - len(tail)].strip("-") + tail
        if not why_not(slug):
            return slug
    return ""


def site_of(slug: str) -> str:
    """The site's address, without a slash at its end."""
    return site_url(host_for(slug))


def resume_url(application: Application) -> str:
    """The address that leads back into an application, for whoever holds it."""
    path = reverse("opening:resume", args=[application.token], urlconf=settings.PUBLIC_SCHEMA_URLCONF)
    return f"{site_url(settings.BASE_DOMAIN)}{path}"


def unopened() -> QuerySet[Application]:
    """Sites that were asked for and are not there: they failed, or are being built. The oldest first."""
    return Application.objects.filter(state__in=[ApplicationState.FAILED, ApplicationState.OPENING]).order_by(
        "asked_at", "pk"
    )


def progress_key(slug: str) -> str:
    return f"opening:{slug}"


def steps_reached(application: Application) -> tuple[BuildingStep, ...]:
    """How far the building of a territory has come: the steps that are done, in their order."""
    if application.state == ApplicationState.OPEN:
        return tuple(BuildingStep)
    last = caches["network"].get(progress_key(application.slug))
    if application.state != ApplicationState.OPENING or last is None:
        return ()
    steps = tuple(BuildingStep)
    return steps[: steps.index(BuildingStep(last)) + 1]
