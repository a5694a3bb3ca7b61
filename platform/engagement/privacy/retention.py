"""Accounts that nobody uses any more: two notices, then erasure. The team is left alone."""

from __future__ import annotations

import calendar
import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models.functions import Coalesce
from django.urls import reverse

from engagement.moments import day_in_sentence
from engagement.privacy.erasure import EXPIRED, ErasureBlocked, erase_person
from engagement.privacy.models import RetentionNotice
from engagement.rules.selectors import current_rules
from kernel.accounts.models import User
from kernel.mail import services as mail

logger = logging.getLogger(__name__)

MONTH, WEEK = timedelta(days=30), timedelta(days=7)
#: At most so many people a day, the longest gone first: a shorter retention does not flood the queue of e-mails.
_AT_ONCE = 500


def keep_to_retention(*, now: datetime) -> None:
    """Tell those who have not signed in for nearly as long as accounts are kept; erase those who were told.

    A month's and a week's notice are given in any case, also when the territory shortens the time. Whoever signs in is
    forgotten about. One transaction a person: one failure does not stop the rest. Idempotent.
    """
    months = current_rules().retention_months
    silent = (
        User.objects.annotate(seen=Coalesce("last_login", "date_joined"))
        .filter(is_staff=False, is_superuser=False, groups=None, seen__lte=months_before(now + MONTH, months))
        .order_by("seen", "pk")
        .values_list("pk", "seen")[:_AT_ONCE]
    )
    for pk, seen in list(silent):
        try:
            _treat(pk, seen, months, now)
        except ErasureBlocked:
            logger.info("retention: an account stays until its association is handed over")
        except Exception:
            logger.exception("retention: an account could not be treated")


@transaction.atomic
def _treat(pk: int, seen: datetime, months: int, now: datetime) -> None:
    user = User.objects.select_for_update().get(pk=pk)
    RetentionNotice.objects.filter(user=user, sent_at__lt=seen).delete()
    told = dict(RetentionNotice.objects.filter(user=user).values_list("kind", "sent_at"))
    if "month" not in told:
        return _tell(user, "month", MONTH, now)
    due = max(_months_after(seen, months), told["month"] + MONTH)
    if "week" not in told:
        return _tell(user, "week", WEEK, now) if due - WEEK <= now else None
    if max(due, told["week"] + WEEK) <= now:
        erase_person(user=user, now=now, act=EXPIRED)
    return None


def _tell(user: User, kind: str, notice: timedelta, now: datetime) -> None:
    RetentionNotice.objects.create(user=user, kind=kind, sent_at=now)
    mail.send(
        template="privacy_account_expires",
        to=user,
        context={
            "first_name": user.first_name,
            "day": day_in_sentence(now + notice),
            "path": reverse("account_login"),
        },
    )


def months_before(moment: datetime, months: int) -> datetime:
    """The same day so many months earlier, or the last of a shorter month."""
    return _months_after(moment, -months)


def _months_after(moment: datetime, months: int) -> datetime:
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)
