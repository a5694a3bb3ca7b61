"""What comes with time: pages are published, answers to forms leave."""

from __future__ import annotations

from datetime import datetime

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.contrib.forms.models import FormSubmission
from wagtail.models import Page, Revision

from cms.pages.models import ContactPage
from cms.pages.signals import publication_failed
from kernel.accounts.models import User


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
    for page in Page.objects.live().filter(expire_at__lt=now).order_by("expire_at"):
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    for version in Revision.page_revisions.filter(approved_go_live_at__lt=now).order_by(
        "approved_go_live_at"
    ):
        try:
            with transaction.atomic():
                version.publish(log_action="wagtail.publish.scheduled")
        except ValidationError as error:
            with transaction.atomic():
                Revision.objects.filter(pk=version.pk).update(approved_go_live_at=None)
                publication_failed.send(Page, version=version, reasons=error.messages)
