"""What an applicant says, step by step; and the forgetting of it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kernel.mail.services import send
from tenants.billing.enums import Interval
from tenants.geography.models import Commune
from tenants.opening.documents import CURRENT
from tenants.opening.enums import UNFINISHED, ApplicationState, Document
from tenants.opening.models import Application
from tenants.opening.selectors import resume_url
from tenants.provisioning.communes import check_one_country
from tenants.provisioning.selectors import check_free

#: After that long without a touch, an application and its applicant's address are forgotten.
KEPT = timedelta(days=30)
#: The largest département has fewer than nine hundred communes.
MOST_COMMUNES = 1500


class NotEditable(Exception):
    """The site is being built, or open: what was said holds."""


class TooManyCommunes(Exception):
    def __init__(self) -> None:
        super().__init__(
            _("A territory has at most %(most)s communes. Write to us about a larger one.")
            % {"most": MOST_COMMUNES}
        )


@transaction.atomic
def start_or_resume(*, email: str, now: datetime) -> Application:
    """The application of an address that was just proved: the one that is under way, or a new one.

    Who opened a territory that the network has not looked at yet gets that one: one at a time.
    """
    found = _under_way(email)
    if found is None:
        token = secrets.token_urlsafe(32)
        try:
            with transaction.atomic():
                found = Application.objects.create(email=email, token=token, created_at=now, touched_at=now)
        except IntegrityError:  # the same address, proved twice in the same moment
            return Application.objects.get(email__iexact=email, state__in=UNFINISHED)
        context = {"action_url": resume_url(found), "days": KEPT.days}
        send(template="opening_resume", to=email, context=context)
    return found


def _under_way(email: str) -> Application | None:
    mine = Application.objects.filter(email__iexact=email)
    awaiting = mine.filter(state=ApplicationState.OPEN, territory__reviewed_at=None, territory__isnull=False)
    return mine.filter(state__in=UNFINISHED).first() or awaiting.first()


@transaction.atomic
def save_step(*, application: Application, values: Mapping[str, Any], now: datetime) -> Application:
    """Keep fields of the model, checked by their form. Raises `NotEditable`.

    Another country takes the communes away.
    """
    current = editable(application)
    if values.get("country", current.country) != current.country:
        current.communes = []
    for name, value in values.items():
        setattr(current, name, value)
    return _touched(current, now)


@transaction.atomic
def save_address(*, application: Application, slug: str, now: datetime) -> Application:
    """Raises `NotEditable`, `InvalidSlug`, `ReservedSlug`, `SlugTaken`."""
    check_free(slug)
    return save_step(application=application, values={"slug": slug}, now=now)


@transaction.atomic
def add_communes(*, application: Application, communes: Iterable[Commune], now: datetime) -> int:
    """Returns how many were not there. Raises `NotEditable`, `ForeignCommunes`, `TooManyCommunes`."""
    current = editable(application)
    added = list(communes)
    check_one_country(added, country=current.country)
    held = set(current.communes)
    wanted = held | {commune.pk for commune in added}
    if len(wanted) > MOST_COMMUNES:
        raise TooManyCommunes
    current.communes = sorted(wanted)
    _touched(current, now)
    return len(wanted) - len(held)


@transaction.atomic
def remove_communes(*, application: Application, ids: Iterable[str], now: datetime) -> Application:
    """Raises `NotEditable`."""
    current = editable(application)
    current.communes = sorted(set(current.communes) - set(ids))
    return _touched(current, now)


@transaction.atomic
def accept_documents(*, application: Application, person: str, now: datetime) -> Application:
    """Keep that the documents of today were accepted, by whom and when. Raises `NotEditable`."""
    values = {
        "terms_version": CURRENT[Document.TERMS],
        "processing_version": CURRENT[Document.PROCESSING],
        "accepted_by": person,
        "accepted_at": now,
    }
    return save_step(application=application, values=values, now=now)


def choose_plan(*, application: Application, interval: Interval, now: datetime) -> Application:
    """Raises `NotEditable`."""
    return save_step(application=application, values={"interval": interval}, now=now)


def purge(*, now: datetime) -> int:
    """Forget applications that nobody touched for `KEPT`, finished or not. Returns how many."""
    _total, rows = Application.objects.filter(touched_at__lt=now - KEPT).delete()
    return rows.get("opening.Application", 0)


def editable(application: Application) -> Application:
    """The row, locked. Raises `NotEditable`. Inside a transaction."""
    current = Application.objects.select_for_update().get(pk=application.pk)
    if not current.is_editable:
        raise NotEditable
    return current


def _touched(application: Application, now: datetime) -> Application:
    application.touched_at = now
    application.save()
    return application
