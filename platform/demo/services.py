"""Opens the four demonstration territories, and larger networks for benchmarks."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import Case, Count, Q, When
from django.utils import timezone

from demo.filling import fill_territory, places_of
from demo.grammar import generate
from demo.instances import ADMINISTRATOR, INSTANCES, DemoAccount, DemoInstance
from demo.pages import dress_home_page
from demo.paying import play_payments
from demo.scenes import play_scenes
from engagement.associations.models import Association, Membership, MembershipRole
from engagement.volunteers.models import Volunteer
from kernel.accounts.models import User
from kernel.accounts.services import open_account
from kernel.tenancy import public_context, tenant_context
from tenants.console.services import appoint, take_vitals
from tenants.geography.models import Commune
from tenants.observatory.services import publish_months
from tenants.provisioning.services import create_territory
from tenants.registry.models import Territory
from themes.branding.identity import PartnerMark
from themes.branding.services import set_brand, set_partners

logger = logging.getLogger(__name__)


def build_demo(*, now: datetime) -> list[Territory]:
    """Open those of the four territories that are missing, each whole or not at all. Returns the new ones."""
    with public_context():
        existing = set(Territory.objects.values_list("slug", flat=True))
        built = [_build_instance(one, now) for one in INSTANCES if one.slug not in existing]
        appoint(
            email=ADMINISTRATOR.email,
            first_name=ADMINISTRATOR.first_name,
            last_name=ADMINISTRATOR.last_name,
            password=ADMINISTRATOR.password,
        )
        publish_months(now=now)
        play_payments(built, now=now)
    return built


@transaction.atomic
def _build_instance(instance: DemoInstance, now: datetime) -> Territory:
    communes = list(
        Commune.objects.filter(pk__in=instance.communes)
        if instance.communes
        else Commune.objects.filter(country=instance.country, division_code=instance.department)
    )
    editor = next(account for account in instance.accounts if account.role == "editor")
    territory = create_territory(
        name=instance.name,
        slug=instance.slug,
        kind=instance.kind,
        communes=communes,
        editor_email=editor.email,
        editor_name=f"{editor.first_name} {editor.last_name}",
        editor_password=editor.password,
        brand=instance.brand,
    )
    spec = generate(
        seed=instance.slug,
        country=instance.country,
        places=places_of(communes),
        today=timezone.localdate(now),
        associations=instance.associations,
        missions=instance.missions,
        volunteers=instance.volunteers,
        participations=instance.participations,
        variant=INSTANCES.index(instance),
    )
    context = territory.context()
    fill_territory(context, spec, now=now)
    with tenant_context(context):
        set_brand(
            name=instance.name,
            tagline=instance.tagline,
            demo_notice=True,
            co_branded=instance.co_branded,
            **asdict(instance.brand),
        )
        set_partners([PartnerMark(partner.name, partner.role) for partner in instance.partners])
        open_demo_accounts(instance)
        dress_home_page(instance)
        play_scenes(instance, now=now)
        take_vitals(now=now)
    return territory


def open_demo_accounts(instance: DemoInstance) -> None:
    """The documented accounts: a citizen with a profile, and the manager of the busiest association."""
    for account in instance.accounts:
        if account.role == "editor":
            continue
        user = open_account(
            email=account.email,
            first_name=account.first_name,
            last_name=account.last_name,
            password=account.password,
        )
        _ROLES[account.role](user, account)


def _make_citizen(user: User, account: DemoAccount) -> None:
    Volunteer.objects.create(
        user=user,
        commune_id=account.commune_id,
        radius_km=30,
        birth_year=1988,
        causes=["social-ties", "environment", "food-aid"],
        skills=["bookkeeping", "cooking", "facilitation"],
        availability=["sat-morning", "sat-afternoon", "wed-evening"],
        languages=["fr"],
    )


def _make_manager(user: User, account: DemoAccount) -> None:
    pending = Count("missions__participations", filter=Q(missions__participations__state="requested"))
    # What the scenes make of the first, a bicycle workshop and a flea market, suits few causes.
    apt = Case(When(causes__overlap=["circular-economy", "social-ties"], then=0), default=1)
    busiest = Association.objects.published().annotate(pending=pending).order_by(apt, "-pending", "pk")[:2]
    Membership.objects.bulk_create(
        Membership(association=association, user=user, role=MembershipRole.MANAGER) for association in busiest
    )


_ROLES = {"citizen": _make_citizen, "manager": _make_manager}


def build_network(
    *,
    territories: int,
    associations: int,
    missions: int,
    volunteers: int,
    now: datetime | None = None,
    part: int = 0,
    parts: int = 1,
) -> Iterator[Territory]:
    """Open `territories` territories of neighbouring French communes, sharing the quantities evenly.

    The quantities are totals over the network, each share rounded up. Deterministic; a second call skips what exists.
    Of several `parts`, which as many processes may build at the same time, only one is opened. Yields each territory
    once it is complete, each in its own transaction. Raises ValueError when there are fewer intercommunalities than
    `territories`.
    """
    now = now or timezone.now()
    groups = _groups_of_communes(territories)
    shares = [math.ceil(total / territories) for total in (associations, missions, volunteers)]
    existing = set(Territory.objects.values_list("slug", flat=True))
    for number, communes in enumerate(groups, start=1):
        slug = f"reseau-{number:04d}"
        if slug in existing or number % parts != part:
            continue
        with transaction.atomic():
            territory = create_territory(
                name=f"Réseau {number}",
                slug=slug,
                kind="intercommunality",
                communes=communes,
                editor_email=f"redaction@{slug}.example",
            )
            spec = generate(
                seed=slug,
                country="FR",
                places=places_of(communes),
                today=timezone.localdate(now),
                associations=shares[0],
                missions=shares[1],
                volunteers=shares[2],
                participations=shares[2],
                variant=number,
            )
            fill_territory(territory.context(), spec, now=now)
        yield territory


def _groups_of_communes(count: int, size: int = 8) -> list[list[Commune]]:
    """`count` groups of communes of one intercommunality each, the most populous intercommunalities first."""
    by_epci: dict[str, list[Commune]] = {}
    communes = Commune.objects.filter(country="FR").exclude(epci_code="").order_by("-population", "pk")
    for commune in communes:
        by_epci.setdefault(commune.epci_code, []).append(commune)
    if not 1 <= count <= len(by_epci):
        raise ValueError(f"between 1 and {len(by_epci)} territories can be made, not {count}")
    return [members[:size] for members in list(by_epci.values())[:count]]
