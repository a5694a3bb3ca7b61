"""What comes with time: pages are published, answers to forms leave."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from wagtail.contrib.forms.models import FormSubmission
from wagtail.models import Page, Revision

from cms.pages.models import ContactPage
from cms.pages.signals import publication_failed
from kernel.accounts.models import User

_TAKE_TURNS = "SELECT pg_advisory_xact_lock(hashtextextended('pages.' || current_schema(), 0))"


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Until its end, a transaction in which nobody else writes pages of this territory. Read what you change inside.

    Pages know their place by a path, and are saved with all that was read of them: one that is saved while it, or what
    it stands under, is being moved would go back to where it was, without what stands beneath it.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_TAKE_TURNS)
        yield


@transaction.atomic
def forget_answers(*, now: datetime) -> int:
    """Delete the answers that are older than their form keeps them; how many. One query a form."""
    gone = 0
    for page in ContactPage.objects.only("pk", "keep_months"):
        before = now - relativedelta(months=page.keep_months)
        gone += FormSubmission.objects.filter(page_id=page.pk, submit_time__lt=before).delete()[0]
    return gone


def answers_of(user: User) -> list[FormSubmission]:
    """Answers that give a person's e-mail address, whoever sent them. One query."""
    address = user.email.casefold()
    found = FormSubmission.objects.filter(form_data__icontains=user.email).select_related("page")
    return [
        one
        for one in found.order_by("submit_time")
        if any(str(value).strip().casefold() == address for value in one.form_data.values())
    ]


def publish_scheduled(*, now: datetime) -> None:
    """Publish the pages whose hour has come, and take back those whose time is over. Idempotent.

    A version that cannot be published (its address was given to another page meanwhile) holds up no other: it is
    no longer scheduled, and `publication_failed` says so.
    """
    over = Page.objects.live().filter(expire_at__lt=now).order_by("expire_at")
    for key in list(over.values_list("pk", flat=True)):
        with one_at_a_time():
            if page := over.filter(pk=key).first():
                page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    due = Revision.page_revisions.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    for key in list(due.values_list("pk", flat=True)):
        with one_at_a_time():
            if version := due.filter(pk=key).first():
                _publish(version)


def _publish(version: Revision) -> None:
    try:
        with transaction.atomic():
            version.publish(log_action="wagtail.publish.scheduled")
    except ValidationError as error:
        Revision.objects.filter(pk=version.pk).update(approved_go_live_at=None)
        publication_failed.send(Page, version=version, reasons=error.messages)
