"""What the console shows: the register, what territories report of themselves, what they pay. Nothing of a schema."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.db.models.lookups import GreaterThan

from kernel.audit.models import Entry
from kernel.tenancy import TerritoryState
from kernel.tenancy.schemas import TEMPLATE_SCHEMA, migration_digests
from tenants.billing.models import Invoice, StripeInvoice
from tenants.billing.plans import PRICE_LIST
from tenants.console.models import FailedJob
from tenants.registry.lifecycle import TERRITORY
from tenants.registry.models import AWAITS_LOOK, Territory

#: Failures this recent call for somebody's attention.
RECENT = timedelta(days=7)

#: Steps that an administrator takes by hand, in the order in which they are offered.
STEPS = ("resume", "suspend", "archive", "give_notice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What the list is narrowed to; nothing shows all but those that are gone."""

    words: str = ""
    state: str = ""
    attention: bool = False


#: What the plan of a territory's subscription lets its data and files take.
_ALLOWED = Case(
    *(
        When(subscription__population__lte=tier.up_to, then=Value(tier.storage_bytes))
        for tier in PRICE_LIST
        if tier.up_to is not None
    ),
    When(subscription__isnull=False, then=Value(PRICE_LIST[-1].storage_bytes)),
    output_field=BigIntegerField(),
)
_OVER = GreaterThan(F("vitals__database_bytes") + F("vitals__media_bytes"), _ALLOWED)


def find_territories(*, search: Search, now: datetime) -> QuerySet[Any]:
    """Rows of the list, by name, with `failures`, `overdue`, `is_full` (its storage is above its plan's), subscription
    and vital signs. Two queries a page."""
    found: QuerySet[Any] = Territory.objects.select_related("vitals", "subscription").prefetch_related(
        "domains"
    )
    found = found.filter(state=search.state) if search.state else found.exclude(state=TerritoryState.GONE)
    recent = Q(failed_jobs__failed_at__gte=now - RECENT)
    overdue = Invoice.objects.open().filter(territory=OuterRef("pk"), due_on__lt=now.date())
    found = found.annotate(failures=Count("failed_jobs", filter=recent), overdue=Exists(overdue))
    found = found.annotate(is_full=Case(When(_OVER, then=True), default=False))
    if search.words:
        named = Q(name__unaccent__icontains=search.words) | Q(slug__icontains=search.words)
        hosted = Q(pk__in=Territory.objects.filter(domains__domain__icontains=search.words).values("pk"))
        found = found.filter(named | hosted)
    if search.attention:
        found = found.filter(
            Q(failures__gt=0)
            | Q(overdue=True)
            | Q(is_full=True)
            | ~Q(behind="")
            | AWAITS_LOOK
            | Q(state__in=[TerritoryState.LATE, TerritoryState.LEAVING])
        )
    return found.order_by("name", "pk")


def failures_of_the_network(*, now: datetime) -> int:
    """Jobs of no territory that failed lately. One query."""
    return FailedJob.objects.filter(territory=None, failed_at__gte=now - RECENT).count()


def failed_jobs_of(*, territory: Territory) -> QuerySet[Any, Any]:
    """Kinds of failures, the most frequent first: task, error, how often, when last."""
    kinds: QuerySet[Any, Any] = (
        FailedJob.objects.filter(territory=territory)
        .order_by()
        .values("task", "error")
        .annotate(times=Count("pk"), last=Max("failed_at"))
        .order_by("-times", "task")
    )
    return kinds


def journal_of(*, territory: Territory) -> QuerySet[Entry]:
    """What administrators, operators and the platform did to the territory as a whole, the latest first."""
    return Entry.objects.filter(
        subject_kind=Territory._meta.label_lower, subject_id=str(territory.pk)
    ).select_related("actor")


def whole_journal_of(*, territory: Territory) -> QuerySet[Entry]:
    """With what was done to its invoices. One query."""
    numbers = invoices_of(territory=territory).order_by().values(as_text=Cast("pk", CharField()))
    bills = Entry.objects.filter(subject_kind=Invoice._meta.label_lower, subject_id__in=numbers)
    return (journal_of(territory=territory) | bills.select_related("actor")).order_by("-at", "-pk")


def invoices_of(*, territory: Territory) -> QuerySet[Invoice]:
    """Ours, the latest first: paid ones and credit notes are asked for by the network's accounts."""
    return Invoice.objects.filter(territory=territory).select_related("corrects")


def former_name_of(*, territory: Territory) -> str:
    """What it was called before its last renaming, which gave it another name. One query; empty when none did."""
    last = journal_of(territory=territory).filter(act="territory.renamed").first()
    return str(last.details.get("name", "")) if last else ""


def stripe_invoices_of(*, territory: Territory) -> QuerySet[StripeInvoice]:
    """Those that Stripe made, the latest first."""
    return StripeInvoice.objects.filter(territory=territory)


def steps_from(state: str) -> tuple[str, ...]:
    """The steps that an administrator may take from a state."""
    return tuple(step for step in STEPS if state in TERRITORY.transitions[step].sources)


def is_up_to_date(*, territory: Territory) -> bool:
    """Whether its schema has had every migration that a new territory's has. One query."""
    digests = migration_digests([TEMPLATE_SCHEMA, territory.schema_name])
    return digests[territory.schema_name] == digests[TEMPLATE_SCHEMA]
