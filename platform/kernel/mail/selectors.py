"""Who wants which e-mail, and who can be reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models.functions import Lower

from kernel.accounts.models import User
from kernel.mail.enums import Frequency, MailState
from kernel.mail.models import USUAL_BUDGET, MailBudget, MailPreference, OutgoingMail, UnreachableAddress
from kernel.mail.registry import Category, Kind, all_categories, all_kinds

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Setting:
    """A category as one person has it, with the e-mails it is made of."""

    category: Category
    frequency: Frequency
    kinds: tuple[Kind, ...]


def settings_of(user: User) -> list[Setting]:
    """Every category that concerns her, as she chose it or by default. One query, and what it takes to know."""
    categories = all_categories()
    concerned = {concerns: concerns(user) for concerns in {category.concerns for category in categories}}
    chosen = dict(MailPreference.objects.filter(user=user).values_list("category", "frequency"))
    return [
        Setting(
            category=category,
            frequency=_allowed(category, chosen.get(category.name)),
            kinds=tuple(kind for kind in all_kinds() if kind.category == category),
        )
        for category in categories
        if concerned[category.concerns]
    ]


def frequency_of(*, user: User, category: Category) -> Frequency:
    """When the person wants the e-mails of a category. One query, none where there is no choice."""
    if len(category.frequencies) == 1:
        return category.default
    chosen = MailPreference.objects.filter(user=user, category=category.name).values_list(
        "frequency", flat=True
    )
    return _allowed(category, chosen.first())


def budget_of(user: User) -> int:
    """How many e-mails that she can do without she wants in a week at most. One query."""
    return MailBudget.objects.filter(user=user).values_list("per_week", flat=True).first() or USUAL_BUDGET


def budget_left(*, user: User, now: datetime) -> int:
    """How many of them may still be sent, of the seven days that end now; at least 0. Two queries."""
    spent = OutgoingMail.objects.filter(user=user, is_optional=True, created_at__gt=now - _WEEK)
    gone = spent.filter(state__in=[MailState.WAITING, MailState.SENT]).count()
    return max(0, budget_of(user) - gone)


def is_unreachable(address: str) -> bool:
    """Whether an address bounced for good or complained."""
    return UnreachableAddress.objects.filter(address__iexact=address).exists()


def unreachable(address: str) -> UnreachableAddress | None:
    """What is known against an address."""
    return UnreachableAddress.objects.filter(address__iexact=address).first()


def unreachable_count() -> int:
    """How many addresses of the territory's people no longer take our e-mails."""
    theirs = User.objects.annotate(address=Lower("email")).values("address")
    return UnreachableAddress.objects.filter(address__in=theirs).count()


def people_with_held_mail() -> list[int]:
    """Keys of those for whom a digest waits, in the territory at hand."""
    held = OutgoingMail.objects.filter(state=MailState.HELD)
    return list(held.order_by("user_id").values_list("user_id", flat=True).distinct())


def _allowed(category: Category, chosen: str | None) -> Frequency:
    """The choice, unless the category has since stopped offering it."""
    return Frequency(chosen) if chosen in category.frequencies else category.default
