"""What people choose to receive."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from kernel.accounts.models import User
from kernel.mail.enums import Frequency, MailState
from kernel.mail.models import MailBudget, MailPreference, OutgoingMail
from kernel.mail.registry import Category, all_categories, all_kinds


class NotOffered(ValueError):
    """The category does not offer this frequency: what one needs cannot be refused."""


@transaction.atomic
def choose_frequencies(*, user: User, chosen: Mapping[str, Frequency]) -> None:
    """Keep a person's choices, by the name of the category. Raises `NotOffered`.

    What waits for the digest of a category that she now refuses is thrown away.
    """
    categories = {category.name: category for category in all_categories()}
    for name, frequency in chosen.items():
        if name not in categories or frequency not in categories[name].frequencies:
            raise NotOffered(f"{name}: {frequency}")
    MailPreference.objects.bulk_create(
        [MailPreference(user=user, category=name, frequency=value) for name, value in chosen.items()],
        update_conflicts=True,
        unique_fields=["user", "category"],
        update_fields=["frequency"],
    )
    refused = {name for name, frequency in chosen.items() if frequency == Frequency.NEVER}
    kinds = [kind.template for kind in all_kinds() if kind.category.name in refused]
    OutgoingMail.objects.filter(user=user, state=MailState.HELD, kind__in=kinds).delete()


def refuse(*, user: User, categories: list[Category]) -> None:
    """Unsubscribe a person from what these categories send. Raises `NotOffered`."""
    choose_frequencies(user=user, chosen=dict.fromkeys([one.name for one in categories], Frequency.NEVER))


def choose_budget(*, user: User, per_week: int) -> None:
    """How many e-mails that she can do without a person wants in a week at most, from 1 to `MOST_A_WEEK`."""
    MailBudget.objects.update_or_create(user=user, defaults={"per_week": per_week})
