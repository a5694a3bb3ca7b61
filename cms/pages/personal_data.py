"""What people answered to the forms of the site, found by their e-mail address."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.forms.models import FormSubmission

from cms.pages.services import answers_of
from engagement.privacy.registry import Holder, register
from kernel.accounts.models import User


def _describe(user: User) -> list[str]:
    return [
        _("%(form)s, %(day)s")
        % {"form": one.page.title, "day": timezone.localtime(one.submit_time).strftime("%d/%m/%Y")}
        for one in answers_of(user)
    ]


def _export(user: User) -> list[dict[str, Any]]:
    return [
        {_("Form"): one.page.title, _("Sent on"): one.submit_time} | one.form_data for one in answers_of(user)
    ]


def _erase(user: User, now: datetime) -> None:
    FormSubmission.objects.filter(pk__in=[one.pk for one in answers_of(user)]).delete()


register(
    Holder(
        code="form-answers",
        label=gettext_lazy("Your answers to the forms of the site"),
        purpose=gettext_lazy("To answer you. Each form says how long its answers are kept."),
        order=75,
        describe=_describe,
        export=_export,
        erase=_erase,
    )
)
