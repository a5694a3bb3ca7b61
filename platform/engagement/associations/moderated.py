"""Associations, and what people say of them, in the team's queue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagement.associations.models import Association, AssociationState, Testimonial, TestimonialState
from engagement.associations.services import (
    approve_association,
    decide_testimonial,
    reinstate_association,
    send_back_association,
    suspend_association,
)
from engagement.associations.states import ASSOCIATION, TESTIMONIAL
from engagement.moderation.enums import Decision
from engagement.moderation.registry import Act, Description, Moderated
from kernel.accounts.models import User
from kernel.lifecycle import Lifecycle
from matching.taxonomy import cause

_ACTIONS = {
    Decision.APPROVE: "approve",
    Decision.SEND_BACK: "send_back",
    Decision.SUSPEND: "suspend",
    Decision.REINSTATE: "reinstate",
}


def _allowed_by(lifecycle: Lifecycle) -> Callable[[Any, Decision], bool]:
    def allows(item: Any, decision: Decision) -> bool:
        action = _ACTIONS.get(decision)
        return action in lifecycle.transitions and lifecycle.allows(action, item.state)

    return allows


def _in(state: AssociationState) -> Callable[[], Any]:
    return lambda: Association.objects.filter(state=state).select_related("commune")


def _returned() -> Any:
    return _in(AssociationState.DRAFT)().exclude(reason="")


def _describe(association: Association) -> Description:
    return Description(
        title=association.name,
        excerpt=association.summary,
        author=association.commune.name,
        url=association.get_absolute_url() if association.state == AssociationState.PUBLISHED else "",
        details=(
            *association.numbers,
            (_("description"), association.description),
            (_("causes"), ", ".join(str(cause(code).label) for code in association.causes)),
            (_("commune"), association.commune.name),
            (_("street and number"), association.street),
            (_("opening hours"), association.opening_hours),
            (_("website"), association.website),
            (_("the team’s reason"), association.reason),
        ),
    )


def _approve(*, item: Association, by: User, reason: str, now: datetime) -> None:
    approve_association(association=item)


def _send_back(*, item: Association, by: User, reason: str, now: datetime) -> None:
    send_back_association(association=item, reason=reason)


def _suspend(*, item: Association, by: User, reason: str, now: datetime) -> None:
    suspend_association(association=item, reason=reason)


def _reinstate(*, item: Association, by: User, reason: str, now: datetime) -> None:
    reinstate_association(association=item)


ASSOCIATIONS = Moderated(
    kind="association",
    label=pgettext_lazy("model", "association"),
    plural=_("associations"),
    since="state_since",
    search=("name", "summary"),
    pending=_in(AssociationState.SUBMITTED),
    shown=_in(AssociationState.PUBLISHED),
    comes_up_once_shown=False,  # the team has read each before it was published
    returned=_returned,
    suspended=_in(AssociationState.SUSPENDED),
    describe=_describe,
    allows=_allowed_by(ASSOCIATION),
    approve=_approve,
    send_back=_send_back,
    suspend=_suspend,
    reinstate=_reinstate,
)


def _words_in(state: TestimonialState) -> Callable[[], Any]:
    return lambda: Testimonial.objects.filter(state=state).select_related("association")


def _describe_words(testimonial: Testimonial) -> Description:
    return Description(
        title=testimonial.association.name,
        excerpt=testimonial.text,
        author=testimonial.first_name,
        url=testimonial.association.get_absolute_url()
        if testimonial.association.state == AssociationState.PUBLISHED
        else "",
    )


def _decided(action: str) -> Act:
    def act(*, item: Testimonial, by: User, reason: str, now: datetime) -> None:
        decide_testimonial(testimonial=item, action=action)

    return act


TESTIMONIALS = Moderated(
    kind="testimonial",
    label=_("testimonial"),
    plural=_("testimonials"),
    since="state_since",
    search=("first_name", "text", "association__name"),
    pending=_words_in(TestimonialState.SUBMITTED),
    shown=_words_in(TestimonialState.PUBLISHED),
    comes_up_once_shown=False,
    suspended=_words_in(TestimonialState.REFUSED),
    describe=_describe_words,
    allows=_allowed_by(TESTIMONIAL),
    approve=_decided("approve"),
    suspend=_decided("suspend"),
    reinstate=_decided("reinstate"),
)
