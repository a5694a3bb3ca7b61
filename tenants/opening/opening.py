"""From an application to a territory: once, however often it is asked for."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from kernel.audit.services import record
from kernel.mail.services import send
from kernel.tenancy import tenant_context
from tenants.billing.enums import Interval
from tenants.billing.services import choose_interval
from tenants.geography.models import Commune
from tenants.opening.documents import CURRENT
from tenants.opening.enums import ApplicationState, Document
from tenants.opening.models import Agreement, Application
from tenants.opening.selectors import resume_url, site_of, why_not
from tenants.opening.signals import opening_failed, territory_opened
from tenants.opening.steps import first_missing
from tenants.provisioning.refusals import ProvisioningError, ReservedSlug, SlugTaken
from tenants.provisioning.services import create_territory
from tenants.registry.models import Territory
from tenants.registry.services import OPERATOR
from themes.branding.services import set_brand
from themes.presets import PRESETS
from themes.tokens import BrandChoices

logger = logging.getLogger(__name__)

#: Building takes a second. After that long the worker is taken for lost: one may ask again, and the network does.
PATIENCE = timedelta(minutes=2)
#: After that long the network no longer tries by itself, and says so.
GIVEN_UP = timedelta(minutes=20)


class Incomplete(Exception):
    """Something is missing; `step` is where."""

    def __init__(self, step: str) -> None:
        self.step = step
        super().__init__(step)


@transaction.atomic
def ask_to_open(*, application: Application, now: datetime) -> Application:
    """Have the territory built by a worker. Asked again meanwhile, nothing happens. Raises `Incomplete`."""
    current = Application.objects.select_for_update().get(pk=application.pk)
    if current.state == ApplicationState.OPEN or (
        current.state == ApplicationState.OPENING and not is_lost(current, now=now)
    ):
        return current
    if (missing := first_missing(current)) is not None:
        raise Incomplete(missing.name)
    versions = (current.terms_version, current.processing_version)
    if versions != (CURRENT[Document.TERMS], CURRENT[Document.PROCESSING]):
        raise Incomplete("documents")
    if why_not(current.slug):  # somebody else was quicker
        raise Incomplete("address")
    current.state, current.failure = ApplicationState.OPENING, ""
    current.asked_at = current.touched_at = now
    current.save(update_fields=["state", "failure", "asked_at", "touched_at"])
    pk = current.pk
    transaction.on_commit(lambda: _queue(pk))
    return current


def is_lost(application: Application, *, now: datetime) -> bool:
    """Whether the building was asked for so long ago that nothing will come of it."""
    return application.asked_at is None or application.asked_at < now - PATIENCE


def open_territory(*, application_id: int, now: datetime) -> None:
    """Build the territory of an application that waits for it; nothing if it does not.

    The application's row is locked until the territory is there: a second worker waits, and finds it open. What fails
    leaves nothing but the reason, in words for the applicant, who is told; so is the network where it is not for her to
    mend.
    """
    try:
        with transaction.atomic():
            application = Application.objects.select_for_update().get(pk=application_id)
            if application.state == ApplicationState.OPENING:
                _build(application, now)
    except ProvisioningError as refusal:
        _fail(application_id, str(refusal), error=_error_of(refusal))
    except Exception as error:
        logger.exception("opening: application %s could not be opened", application_id)
        why = _("Something went wrong on our side. Nothing is lost: please try again.")
        _fail(application_id, why, error=type(error).__name__)


def take_up_lost(*, now: datetime) -> int:
    """Have built what a lost worker or queue left waiting; what waits too long is given up. Returns how many."""
    lost = Application.objects.filter(state=ApplicationState.OPENING, asked_at__lt=now - PATIENCE)
    waiting = list(lost.order_by("pk").values_list("pk", "asked_at"))
    for pk, asked_at in waiting:
        if asked_at is None or asked_at < now - GIVEN_UP:
            _fail(pk, _("Nobody answered. Nothing is lost: please try again."), error="Lost")
        else:
            _queue(pk)
    return len(waiting)


def _build(application: Application, now: datetime) -> None:
    assert application.accepted_at is not None  # a step that is done
    choices = brand_of(application)
    territory = create_territory(
        name=application.name,
        slug=application.slug,
        kind=application.kind,
        communes=list(Commune.objects.filter(pk__in=application.communes).order_by("search_key", "pk")),
        editor_email=application.email,
        editor_name=application.person,
        brand=choices,
    )
    if application.logo:
        with tenant_context(territory.context()):
            set_brand(
                name=territory.name,
                primary=choices.primary,
                accent=choices.accent,
                font_pair=choices.font_pair,
                radius=choices.radius,
                density=choices.density,
                preset=choices.preset,
                logo=ContentFile(bytes(application.logo), name=application.logo_name),
            )
    # Its site answers at once; the network names it once somebody has looked at it.
    Territory.objects.filter(pk=territory.pk).update(listed=False)
    choose_interval(
        territory=territory, interval=Interval(application.interval), by=None, today=timezone.localdate(now)
    )
    versions = {
        Document.TERMS: application.terms_version,
        Document.PROCESSING: application.processing_version,
    }
    Agreement.objects.bulk_create(
        Agreement(
            territory=territory,
            document=document,
            version=version,
            body_name=application.body_name,
            number=application.number,
            accepted_by=application.accepted_by,
            accepted_at=application.accepted_at,
        )
        for document, version in versions.items()
    )
    record(act="opening.opened", actor=None, role=OPERATOR.role, subject=territory, at=now)
    application.state, application.territory = ApplicationState.OPEN, territory
    application.touched_at = now
    application.save(update_fields=["state", "territory", "touched_at"])
    site = site_of(territory.slug)
    send(
        template="opening_done",
        to=application.email,
        context={"name": territory.name, "site": f"{site}/", "action_url": f"{site}/admin/"},
    )
    territory_opened.send(Application, territory=territory)


def brand_of(application: Application) -> BrandChoices:
    """The structure that was chosen, in the colours that were chosen."""
    preset = PRESETS[application.preset].choices
    return replace(preset, primary=application.primary, accent=application.accent)


def _queue(application_id: int) -> None:
    from tenants.opening.tasks import open_one

    try:
        open_one.apply_async(kwargs={"application_id": application_id}, retry=False)
    except (OperationalError, OSError):
        logger.exception("opening: no queue for application %s", application_id)
        why = _("The network is busy. Nothing is lost: please try again in a few minutes.")
        _fail(application_id, why, error="NoQueue")


def _error_of(refusal: ProvisioningError) -> str:
    """The kind of error that the network mends; empty for what the applicant does herself, by another address."""
    return "" if isinstance(refusal, SlugTaken | ReservedSlug) else type(refusal).__name__


@transaction.atomic
def _fail(application_id: int, why: str, *, error: str) -> None:
    waiting = Application.objects.filter(pk=application_id, state=ApplicationState.OPENING)
    if not waiting.update(state=ApplicationState.FAILED, failure=why):
        return
    application = Application.objects.get(pk=application_id)
    send(
        template="opening_failed",
        to=application.email,
        context={"name": application.name, "why": why, "action_url": resume_url(application)},
        key=f"{application.pk} {application.asked_at:%Y-%m-%dT%H}",
    )
    if error:
        opening_failed.send(Application, application=application, error=error)
