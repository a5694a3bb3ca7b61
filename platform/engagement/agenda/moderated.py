"""Events in the team's queue."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagement.agenda.models import Event, EventState
from engagement.agenda.services import approve_event, reinstate_event, send_back_event, suspend_event
from engagement.agenda.states import EVENT
from engagement.agenda.words import dates_in_words
from engagement.moderation.enums import Decision
from engagement.moderation.registry import Description, Moderated
from kernel.accounts.models import User


def _allows(event: Event, decision: Decision) -> bool:
    return decision != Decision.READ and EVENT.allows(decision.value, event.state)


def _describe(event: Event) -> Description:
    return Description(
        title=event.title,
        excerpt=event.description,
        author=event.association.name if event.association else "",
        url=event.get_absolute_url() if event.is_public else "",
        details=(
            (_("description"), event.description),
            (_("when"), dates_in_words(event.starts_at, event.ends_at, all_day=event.all_day)),
            (_("place"), event.place_in_words),
            (_("price"), event.price),
            (_("accessibility"), event.accessibility),
        ),
    )


def _approve(*, item: Event, by: User, reason: str, now: datetime) -> None:
    approve_event(event=item, now=now)


def _send_back(*, item: Event, by: User, reason: str, now: datetime) -> None:
    send_back_event(event=item, reason=reason, now=now)


def _suspend(*, item: Event, by: User, reason: str, now: datetime) -> None:
    suspend_event(event=item, reason=reason, now=now)


def _reinstate(*, item: Event, by: User, reason: str, now: datetime) -> None:
    reinstate_event(event=item, now=now)


def _listed(state: EventState, **conditions: Any) -> Any:
    return lambda: (
        Event.objects.filter(state=state, association__isnull=False, **conditions)
        .select_related("association", "commune")
        .annotate(since=Coalesce(F("published_at"), F("updated_at")))
    )


EVENTS = Moderated(
    kind="event",
    label=pgettext_lazy("model", "event"),
    plural=_("events"),
    since="since",
    search=("title", "association__name"),
    pending=_listed(EventState.SUBMITTED),
    shown=_listed(EventState.PUBLISHED, association__state="published"),
    returned=_listed(EventState.DRAFT, reason__gt=""),
    suspended=_listed(EventState.SUSPENDED),
    describe=_describe,
    allows=_allows,
    approve=_approve,
    send_back=_send_back,
    suspend=_suspend,
    reinstate=_reinstate,
)
