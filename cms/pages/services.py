"""What comes with time: pages are published, answers to forms leave."""

from __future__ import annotations

from datetime import datetime

from dateutil.relativedelta import relativedelta
from django.core.management import call_command
from django.db import transaction
from wagtail.contrib.forms.models import FormSubmission

from cms.pages.models import ContactPage
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


def publish_scheduled() -> None:
    """Publish the pages whose hour has come, and take back those whose time is over. Idempotent."""
    call_command("publish_scheduled", verbosity=0)
